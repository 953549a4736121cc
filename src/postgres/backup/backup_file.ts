import { createHash } from "node:crypto";
import { renderEnd } from "./backup_format.ts";

/** A backup that is being written. It gets its name once it is whole. */
export interface BackupFile {
  /** Writes lines, which come without their ends. */
  write(lines: readonly string[]): Promise<void>;
  /**
   * Adds the sum, waits for the disk, and gives the file its name.
   *
   * @returns its size in bytes
   */
  finish(): Promise<number>;
  /** Removes what there is. */
  discard(): Promise<void>;
}

/** What an unfinished one is called besides. */
export const unfinished = ".partial";

/** As all that people wrote stands in it, nobody but this user may read it. */
const ownerOnly = 0o600;

/** @throws where there is one of that name already. */
export async function createBackupFile(path: string): Promise<BackupFile> {
  const file = await Deno.open(path + unfinished, {
    createNew: true,
    write: true,
    mode: ownerOnly,
  });
  const sum = createHash("sha256");
  const encoder = new TextEncoder();
  let size = 0;
  async function write(text: string): Promise<void> {
    let bytes = encoder.encode(text);
    size += bytes.length;
    while (bytes.length > 0) bytes = bytes.subarray(await file.write(bytes));
  }
  return {
    async write(lines) {
      const text = lines.map((line) => `${line}\n`).join("");
      sum.update(text);
      await write(text);
    },
    async finish() {
      await write(`${renderEnd(sum.digest("hex"))}\n`);
      await file.sync();
      file.close();
      await Deno.rename(path + unfinished, path);
      return size;
    },
    async discard() {
      file.close();
      await Deno.remove(path + unfinished);
    },
  };
}
