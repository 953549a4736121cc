import { findDiskError } from "./disk_error.ts";

/** One file of Postgres's log, and a little more. */
const neededBytes = 20_000_000;

/**
 * Writes as much as Postgres may need at once, and takes it away again.
 *
 * @throws {DiskError} where the disk does not take it
 */
export async function requireRoom(dataDir: string): Promise<void> {
  const path = `${dataDir}/room.probe`;
  const chunk = new Uint8Array(1 << 20);
  try {
    try {
      using file = await Deno.open(path, { create: true, write: true, truncate: true });
      for (let left = neededBytes; left > 0;) {
        left -= await file.write(chunk.subarray(0, Math.min(left, chunk.length)));
      }
    } finally {
      await Deno.remove(path).catch(() => {/* it was not even made */});
    }
  } catch (error) {
    throw findDiskError(error, dataDir) ?? error;
  }
}
