import { DatabaseError, getErrorMessage } from "./database_error.ts";
import { findDiskError } from "./disk_error.ts";

/** Another process has the directory to itself. */
export class DataDirHeldError extends DatabaseError {}

export interface DataDirLock {
  release(): void;
}

/**
 * Takes the directory of the embedded database for this process alone: two at once would damage it
 * without a word. The operating system holds the lock, not the file's existence, so a crash frees
 * it and the file that stays behind is harmless. The file tells a person whose it is.
 *
 * @throws {DataDirHeldError} where another process holds it
 * @throws {DatabaseError} where the directory cannot be written
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const path = `${dataDir}/roadcall.lock`;
  let file: Deno.FsFile;
  try {
    await Deno.mkdir(dataDir, { recursive: true });
    file = await Deno.open(path, { create: true, read: true, write: true });
  } catch (error) {
    throw findDiskError(error, dataDir) ?? new DatabaseError(
      `The directory of the embedded database, ${dataDir}, cannot be written: ` +
        `${getErrorMessage(error)}. Give this user the right to write there, or set DATA_DIR to ` +
        "a directory where it may.",
    );
  }
  if (!(await file.tryLock(true))) {
    file.close();
    const holder = await readHolder(path);
    throw new DataDirHeldError(
      `Another Roadcall${holder} is using the embedded database in ${dataDir}, and two at once ` +
        "would damage it. Stop the other one, give this one a DATA_DIR of its own, or set " +
        "DATABASE_URL to a Postgres server that both can use.",
    );
  }
  try {
    await file.truncate(0);
    await file.write(new TextEncoder().encode(`${Deno.pid}\n`));
  } catch (error) {
    file.close();
    throw findDiskError(error, dataDir) ?? error;
  }
  return { release: () => file.close() };
}

async function readHolder(path: string): Promise<string> {
  try {
    const pid = (await Deno.readTextFile(path)).trim();
    return /^\d+$/.test(pid) ? ` (process ${pid})` : "";
  } catch {
    return "";
  }
}
