import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../../desk/ports.ts";
import type { Connection } from "../connection.ts";
import { DatabaseError, getErrorMessage } from "../database_error.ts";
import { unfinished } from "./backup_file.ts";
import { findWantedName, nameFolder, namePlace } from "./backup_place.ts";
import { writeBackupFile } from "./write_backup_file.ts";

export interface BackupAnswers {
  /** Finishes the backup that is being made. */
  stop(): Promise<void>;
}

/** How long a task waits at most until somebody is at work on what it asked for. */
const everyMs = 1000;

/**
 * Makes the backups that `deno task backup` asks for while this program has the embedded database
 * to itself.
 */
export function answerBackups(
  connection: Pick<Connection, "begin">,
  dataDir: string,
  log: Log,
): BackupAnswers {
  const over = new AbortController();
  const folder = nameFolder(dataDir);

  async function answer(name: string): Promise<void> {
    const { path, wanted, failed } = namePlace(dataDir, name);
    // Gone already where the task has given up.
    if (!(await removeIfThere(wanted))) return;
    const began = performance.now();
    try {
      const counts = await writeBackupFile(connection, path);
      const milliseconds = Math.round(performance.now() - began);
      log.info("A backup was made", { path, ...counts, milliseconds });
    } catch (error) {
      log.error("A backup could not be made", { path, error });
      const why = error instanceof DatabaseError
        ? error.message
        : `The program could not make the backup: ${getErrorMessage(error)}.`;
      await Deno.writeTextFile(failed, why);
    }
  }

  async function look(): Promise<void> {
    for await (const { name: file } of Deno.readDir(folder)) {
      const name = findWantedName(file);
      if (name !== null && !over.signal.aborted) await answer(name);
    }
  }

  async function run(): Promise<void> {
    try {
      await prepareFolder(folder);
    } catch (error) {
      log.warn("No backup can be made while this program runs", { folder, error });
      return;
    }
    while (!over.signal.aborted) {
      try {
        await look();
      } catch (error) {
        log.error("What asks for a backup could not be answered", { folder, error });
      }
      await wait(everyMs, undefined, { signal: over.signal }).catch(() => {/* it is over */});
    }
  }

  const ended = run();
  return {
    stop() {
      over.abort();
      return ended;
    },
  };
}

/** What a killed program left half done is nobody's any more. */
async function prepareFolder(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(unfinished)) await Deno.remove(`${folder}/${name}`);
  }
}

async function removeIfThere(path: string): Promise<boolean> {
  try {
    await Deno.remove(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
