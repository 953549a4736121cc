/** A task that asks for a backup, and the program that holds the database. */
import assert from "node:assert/strict";
import { answerBackups } from "../../src/postgres/backup/answer_backups.ts";
import { makeBackup } from "../../src/postgres/backup/make_backup.ts";
import { lockDataDir } from "../../src/postgres/data_dir_lock.ts";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { createRecordedLog } from "../telegram/recorded_log.ts";

const says = (words: RegExp) => (error: unknown) =>
  error instanceof DatabaseError && words.test(error.message);

/** A directory that looks like one with a database, and is held by somebody. */
async function holdDirectory() {
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_held_" });
  await Deno.mkdir(`${dataDir}/postgres`);
  await Deno.writeTextFile(`${dataDir}/postgres/PG_VERSION`, "18\n");
  const lock = await lockDataDir(dataDir);
  return {
    dataDir,
    listFiles: () => [...Deno.readDirSync(`${dataDir}/backups`)].map(({ name }) => name),
    async [Symbol.asyncDispose]() {
      lock.release();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}

Deno.test("where nobody answers, the task says so and takes its question back", async () => {
  await using held = await holdDirectory();
  await assert.rejects(
    makeBackup(held.dataDir, { silenceMs: 0 }),
    says(/makes no backup: it is one of before there were any, or hangs\. Stop it/),
  );
  assert.deepEqual(held.listFiles(), []);
});

Deno.test("what went wrong in the program is what the task says, and nothing is left of it", async () => {
  await using held = await holdDirectory();
  await Deno.mkdir(`${held.dataDir}/backups`);
  await Deno.writeTextFile(`${held.dataDir}/backups/killed.backup.partial`, "half of i");
  const log = createRecordedLog();
  const answers = answerBackups(
    { begin: () => Promise.reject(new Error("the disk is full")) },
    held.dataDir,
    log,
  );
  await assert.rejects(makeBackup(held.dataDir), says(/could not make.*the disk is full/));
  await answers.stop();
  assert.deepEqual(held.listFiles(), []);
  assert.match(Deno.inspect(log.lines), /A backup could not be made/);
});

Deno.test("a folder that cannot be used is told of, and stops nothing", async () => {
  await using held = await holdDirectory();
  await Deno.writeTextFile(`${held.dataDir}/backups`, "a file");
  const log = createRecordedLog();
  await answerBackups({ begin: () => Promise.reject(new Error()) }, held.dataDir, log).stop();
  assert.match(Deno.inspect(log.lines), /No backup can be made while this program runs/);
});
