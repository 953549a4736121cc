import type { Connection } from "../connection.ts";
import { createBackupFile } from "./backup_file.ts";
import { type BackupCounts, writeBackup } from "./write_backup.ts";

/** Writes a backup to a new file. Where that fails, none of it stays. */
export async function writeBackupFile(
  connection: Pick<Connection, "begin">,
  path: string,
): Promise<BackupCounts & { readonly bytes: number }> {
  const file = await createBackupFile(path);
  try {
    const counts = await writeBackup(connection, file);
    return { ...counts, bytes: await file.finish() };
  } catch (error) {
    await file.discard();
    throw error;
  }
}
