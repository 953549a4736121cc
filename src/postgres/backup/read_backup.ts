import { createHash } from "node:crypto";
import { DatabaseError, getErrorMessage } from "../database_error.ts";
import {
  backupFormat,
  type BackupHeader,
  type BackupLine,
  headerMark,
  parseBackupLine,
  renderEnd,
} from "./backup_format.ts";

const endLength = renderEnd("0".repeat(64)).length + 1;

/**
 * Looks whether a file is a backup that is whole, and one of this program.
 *
 * @throws {DatabaseError} saying what is wrong with it
 */
export async function checkBackup(path: string): Promise<BackupHeader> {
  const { size, sum, end } = await readSum(path);
  const first = await readFirstLine(path);
  if (!first.startsWith(headerMark)) {
    throw new DatabaseError(`${path} is no backup that deno task backup made.`);
  }
  if (size < endLength || end !== `${renderEnd(sum)}\n`) {
    throw new DatabaseError(
      `The backup ${path} is damaged or was cut off: it does not end with the sum of what is in ` +
        "it. Nothing was restored. Copy it anew from where it was kept, or take an older one.",
    );
  }
  const line = parseLine(path, first);
  if (line.type !== "header") throw notOurs(path);
  if (line.header.format > backupFormat) {
    throw new DatabaseError(
      `The backup ${path} was made by a newer program. Restore it with that one.`,
    );
  }
  return line.header;
}

/** The lines of a backup that was checked. */
export async function* readBackup(path: string): AsyncGenerator<BackupLine> {
  for await (const line of readLines(path)) yield parseLine(path, line);
}

function parseLine(path: string, line: string): BackupLine {
  try {
    return parseBackupLine(line);
  } catch {
    throw notOurs(path);
  }
}

function notOurs(path: string): DatabaseError {
  return new DatabaseError(
    `The backup ${path} has a line that no program of ours writes. Take it as it was made.`,
  );
}

/** The sum of all but the last line, and that line. */
async function readSum(path: string) {
  using file = await open(path);
  const { size } = await file.stat();
  const hash = createHash("sha256");
  let left = Math.max(size - endLength, 0);
  const buffer = new Uint8Array(1 << 20);
  while (left > 0) {
    const read = await file.read(buffer.subarray(0, Math.min(left, buffer.length)));
    if (read === null) break;
    hash.update(buffer.subarray(0, read));
    left -= read;
  }
  const read = await file.read(buffer) ?? 0;
  return { size, sum: hash.digest("hex"), end: new TextDecoder().decode(buffer.subarray(0, read)) };
}

async function readFirstLine(path: string): Promise<string> {
  for await (const line of readLines(path)) return line;
  return "";
}

/** What people wrote may have other line ends in it than this one, which JSON leaves as they are. */
async function* readLines(path: string): AsyncGenerator<string> {
  using file = await open(path);
  let rest = "";
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(1 << 16);
  for (;;) {
    const read = await file.read(buffer);
    if (read === null) break;
    const lines = (rest + decoder.decode(buffer.subarray(0, read), { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function open(path: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path, { read: true });
  } catch (error) {
    throw new DatabaseError(`The backup ${path} cannot be read: ${getErrorMessage(error)}.`);
  }
}
