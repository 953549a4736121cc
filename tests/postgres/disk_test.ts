/** The embedded database on a disk that takes nothing for a while. */
import assert from "node:assert/strict";
import { PGlite } from "@electric-sql/pglite";
import { connectEmbedded, connectPglite } from "../../src/postgres/connect_embedded.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { DiskError, findDiskError } from "../../src/postgres/disk_error.ts";
import { isOutage } from "../../src/postgres/is_outage.ts";
import { createMendable } from "../../src/postgres/mendable.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { createEmbeddedDatabase } from "../smoke/create_database.ts";
import { testWith } from "../requirement.ts";
import { testOnEmbedded } from "./databases.ts";
import { createSmallDisk, smallDisks } from "./small_disk.ts";

Deno.test("what is said of a disk that takes nothing is what to do; all of it is an outage", () => {
  const coded = (code: string, cause?: Error) => Object.assign(new Error("", { cause }), { code });
  const readOnly = new Error("could not extend file: Read-only file system");
  for (
    const [error, words] of [
      [coded("ENOSPC"), /is full\. Free some space/],
      [coded("53100"), /is full\. Free some space/],
      [coded("EDQUOT"), /quota/],
      [coded("EROFS"), /is read-only.*mount it anew/],
      [coded("25006"), /is read-only/],
      [coded("42501", readOnly), /is read-only/],
      [coded("58030"), /disk fails/],
    ] as const
  ) {
    const found = findDiskError(error, "/data");
    assert.match(found?.message ?? "", words);
    assert.ok(found?.message.startsWith("The embedded database in /data cannot write"));
    assert.ok(isOutage(found));
    assert.equal(found?.cause, error);
  }
  for (const code of ["42501", "23505", "ENOENT"]) {
    assert.equal(findDiskError(coded(code), "/data"), null);
  }
});

let lastId = 0;

/** Writes one row, and notes it once it is acknowledged. */
async function write({ begin }: Connection, acknowledged: number[] = []): Promise<void> {
  const id = ++lastId;
  await begin((sql) => sql.unsafe(`insert into processed_updates (update_id) values (${id})`));
  acknowledged.push(id);
}

async function listWritten({ begin }: Connection): Promise<number[]> {
  const rows = await begin((sql) => sql.unsafe("select update_id from processed_updates"));
  return rows.map((row) => Number(row["update_id"])).toSorted((a, b) => a - b);
}

/** Makes Postgres begin a new file of its log with the next thing that it writes. */
async function switchLog({ begin }: Connection): Promise<void> {
  await begin((sql) => sql.unsafe("select pg_switch_wal()"));
}

/** Several at once, of which none may hang. @returns how they failed */
async function writeMany(
  connection: Connection,
  acknowledged: number[],
): Promise<readonly unknown[]> {
  const writing = Array.from({ length: 5 }, () => write(connection, acknowledged));
  const results = await Promise.allSettled(writing);
  return results.flatMap((result) => result.status === "rejected" ? [result.reason] : []);
}

const isStop = (error: unknown) => isOutage(error) && !(error instanceof DiskError);

testOnEmbedded(
  "a database that ended itself is started anew, with all that was acknowledged",
  async () => {
    const { settings, drop } = await createEmbeddedDatabase();
    const dataDir = settings["DATA_DIR"] ?? "";
    const log = `${dataDir}/postgres/pg_wal`;
    let moment = 0;
    let starts = 0;
    const connection = await createMendable({
      dataDir,
      async start(onStopped) {
        starts++;
        return connectPglite(await PGlite.create({ dataDir: `${dataDir}/postgres` }), onStopped);
      },
      requireRoom: () => Promise.resolve(),
      now: () => moment,
    });
    await connection.begin((sql) => sql.unsafe("delete from processed_updates"));
    await write(connection);
    await write(connection);
    const acknowledged = await listWritten(connection);
    await switchLog(connection);

    // What Postgres cannot do without: it ends itself, as on a full disk.
    await Deno.rename(log, `${log}_away`);
    const failures = await writeMany(connection, []);
    assert.equal(failures.length, 5);
    for (const error of failures) assert.ok(isStop(error), String(error));
    await assert.rejects(listWritten(connection), isStop);
    assert.equal(starts, 2, "it is tried, since nobody says that the disk has no room");
    await assert.rejects(write(connection), isStop);
    assert.equal(starts, 2, "but not again at once");

    await Deno.rename(`${log}_away`, log);
    moment += 14_999;
    await assert.rejects(write(connection), isStop);
    moment += 1;
    assert.deepEqual(await listWritten(connection), acknowledged);
    await write(connection);
    assert.equal(starts, 3);
    await connection.close();
    await drop();
  },
);

testWith(smallDisks, "a full disk is waited for, and nothing acknowledged is lost", async () => {
  await using disk = await createSmallDisk();
  const acknowledged: number[] = [];
  const opened = await openStore({ kind: "embedded", dataDir: disk.dataDir });
  await opened.close();
  const connection = await connectEmbedded(disk.dataDir);
  const openFiles = () => [...Deno.readDirSync("/proc/self/fd")].length;
  const saysFull = (error: unknown) =>
    error instanceof DiskError && isOutage(error) && /its disk is full\. Free/.test(error.message);
  await write(connection, acknowledged);
  const before = openFiles();

  // A table cannot grow.
  await disk.fill();
  const grow = "insert into processed_updates select generate_series(1000000, 1100000)";
  await assert.rejects(connection.begin((sql) => sql.unsafe(grow)), saysFull);
  await assert.rejects(listWritten(connection), saysFull, "also what would only read");
  await disk.free();
  await write(connection, acknowledged);

  // Its log cannot grow, more than once.
  for (let time = 0; time < 2; time++) {
    await disk.fill();
    let failures: readonly unknown[] = [];
    // It has files of its log in reserve.
    while (failures.length === 0) {
      await switchLog(connection);
      failures = await writeMany(connection, acknowledged);
    }
    assert.equal(failures.length, 5);
    for (const error of failures) assert.ok(isOutage(error), String(error));
    await assert.rejects(write(connection), saysFull);
    await disk.free();
    await write(connection, acknowledged);
    const written = await listWritten(connection);
    assert.deepEqual(acknowledged.filter((id) => !written.includes(id)), [], "nothing is missing");
  }
  assert.ok(openFiles() < before + 10, `${openFiles()} files are open, and were ${before}`);
  await connection.close();
});

testWith(smallDisks, "a program that starts on a full or read-only disk says so", async () => {
  await using disk = await createSmallDisk();
  const start = () => openStore({ kind: "embedded", dataDir: disk.dataDir });
  const says = (words: RegExp) => (error: unknown) =>
    error instanceof DatabaseError && words.test(error.message);
  await disk.fill();
  await assert.rejects(start(), says(/its disk is full\. Free some space/));
  await disk.free();
  disk.remount("ro");
  await assert.rejects(start(), says(/cannot be written: Read-only file system|is read-only/));
  disk.remount("rw");
  await (await start()).close();
});
