import { setTimeout as wait } from "node:timers/promises";
import { connectEmbedded } from "../connect_embedded.ts";
import { DataDirHeldError } from "../data_dir_lock.ts";
import { DatabaseError, getErrorMessage } from "../database_error.ts";
import { unfinished } from "./backup_file.ts";
import type { BackupHeader } from "./backup_format.ts";
import { type BackupPlace, createBackupName, namePlace } from "./backup_place.ts";
import { checkBackup } from "./read_backup.ts";
import { writeBackupFile } from "./write_backup_file.ts";

export interface MadeBackup extends BackupHeader {
  readonly path: string;
  readonly bytes: number;
}

export interface MakeOptions {
  /** False: nobody may be at work on the database, as it is about to be left. */
  readonly mayAsk?: boolean;
  /** How long the program that holds the database may show no sign of work; 60 seconds unless given. */
  readonly silenceMs?: number;
}

const everyMs = 200;

/**
 * Makes a backup of the embedded database, in `backups/` below `dataDir`: by itself where nobody
 * has the database, else by the program that has it. The schema is left as it is, so that an upgrade
 * can begin with this.
 *
 * @throws {DatabaseError} where there is no database, or no backup comes about, in words for the
 *   operator
 */
export async function makeBackup(
  dataDir: string,
  { mayAsk = true, silenceMs = 60_000 }: MakeOptions = {},
): Promise<MadeBackup> {
  await requireDatabase(dataDir);
  const place = namePlace(dataDir, createBackupName(new Date()));
  try {
    await Deno.mkdir(place.folder, { recursive: true, mode: 0o700 });
    const held = await makeAlone(dataDir, place);
    if (held !== null && !mayAsk) throw held;
    if (held !== null) await ask(dataDir, place, silenceMs);
    const header = await checkBackup(place.path);
    const { size } = await Deno.stat(place.path);
    return { ...header, path: place.path, bytes: size };
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(
      `The backup could not be written to ${place.folder}: ${
        getErrorMessage(error)
      }. See that the ` +
        "disk has room and that this user may write there.",
    );
  }
}

/** What opens it would make one, in whatever directory it was sent to by mistake. */
async function requireDatabase(dataDir: string): Promise<void> {
  try {
    await Deno.stat(`${dataDir}/postgres/PG_VERSION`);
  } catch (error) {
    throw new DatabaseError(
      `There is no embedded database in ${dataDir} (${getErrorMessage(error)}). Set DATA_DIR to ` +
        "the directory that the program uses.",
    );
  }
}

/** Null, or who holds the database. */
async function makeAlone(
  dataDir: string,
  { path }: BackupPlace,
): Promise<DataDirHeldError | null> {
  try {
    const connection = await connectEmbedded(dataDir);
    await writeBackupFile(connection, path).finally(() => connection.close());
    return null;
  } catch (error) {
    if (error instanceof DataDirHeldError) return error;
    throw error;
  }
}

/** Has it made by the program that holds the database. */
async function ask(dataDir: string, place: BackupPlace, silenceMs: number): Promise<void> {
  await Deno.writeTextFile(place.wanted, "", { createNew: true });
  let last = "";
  for (let silentSince = performance.now();; await wait(everyMs)) {
    const [wanted, partial, failed, done] = await Promise.all([
      findSize(place.wanted),
      findSize(place.path + unfinished),
      findSize(place.failed),
      findSize(place.path),
    ]);
    if (done !== null) return;
    if (failed !== null && failed > 0) {
      const why = await Deno.readTextFile(place.failed);
      await Deno.remove(place.failed);
      throw new DatabaseError(why);
    }
    const state = `${wanted} ${partial}`;
    if (state !== last) silentSince = performance.now();
    last = state;
    if (performance.now() - silentSince > silenceMs) {
      await Deno.remove(place.wanted).catch(() => {/* it was taken up after all */});
      throw new DatabaseError(
        `The program that holds the database in ${dataDir} makes no backup: it is one of before ` +
          "there were any, or hangs. Stop it, and run this again.",
      );
    }
  }
}

async function findSize(path: string): Promise<number | null> {
  try {
    return (await Deno.stat(path)).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
