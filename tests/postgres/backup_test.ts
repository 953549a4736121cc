/** What a backup has, restored into another database of either kind, and what is refused. */
import assert from "node:assert/strict";
import { PGlite } from "@electric-sql/pglite";
import { createBackupFile } from "../../src/postgres/backup/backup_file.ts";
import { renderHeader } from "../../src/postgres/backup/backup_format.ts";
import { checkBackup } from "../../src/postgres/backup/read_backup.ts";
import { restoreBackup } from "../../src/postgres/backup/restore_backup.ts";
import { restoreStore } from "../../src/postgres/backup/restore_store.ts";
import { writeBackup } from "../../src/postgres/backup/write_backup.ts";
import { connectPglite } from "../../src/postgres/connect_embedded.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import {
  connectTo,
  createServerDatabase,
  type TestDatabase,
  testOnBoth,
  testOnEmbedded,
  testOnServer,
} from "./databases.ts";
import { asLogin, withLogins } from "./logins.ts";
import { act, createScene, inGroup, report } from "./scenes.ts";

/** Words that a format of lines, or of JSON, could stumble over. */
const words = '"quoted"\r\nanother line\u2028and one\\n \\u0041 \t# end {} 🚚 \u202eright to left';

/** A desk with something in every corner. */
async function live({ store, sql }: TestDatabase): Promise<void> {
  const scene = await createScene(store, words);
  const incident = await report(store, scene, words);
  const department = { id: scene.maintenance, restricted: false };
  await act(store, scene, incident, scene.driver, { type: "assign_department", department });
  await act(store, scene, incident, scene.mechanic, { type: "claim" });
  await store.database.transaction((tx) => store.updates.markProcessed(tx, parseUpdateId(2 ** 40)));
  await inGroup(store, scene, (tx) =>
    store.deliveries.enqueue(tx, [{
      place: { chatId: scene.group.chatId, threadId: null },
      content: { kind: "setup_board" },
    }]));
  await sql.unsafe("update clock_skew set skew = '3 days 04:05:06.789'");
}

const folders: string[] = [];

Deno.test.afterAll(async () => {
  for (const folder of folders) await Deno.remove(folder, { recursive: true });
});

/** In a folder of its own, which is removed in the end. */
async function namePath(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_backup_" });
  folders.push(folder);
  return `${folder}/backup`;
}

/** In the way of the program's own: made, and given its name at the end. */
async function backUp(connection: Connection): Promise<string> {
  const path = await namePath();
  const file = await createBackupFile(path);
  await writeBackup(connection, file);
  await file.finish();
  return path;
}

/** All but when it was made, and the sum. */
async function readRows(path: string): Promise<string> {
  const lines = (await Deno.readTextFile(path)).split("\n");
  return lines.filter((line) => !/^# (roadcall|end)/.test(line)).join("\n");
}

const says = (words: RegExp) => (error: unknown) =>
  error instanceof DatabaseError && words.test(error.message);

/** What keeps rows right and apart, each with whether it is in force. */
async function listGuards(sql: Connection["sql"]): Promise<readonly string[]> {
  const rows = await sql.unsafe(`
    select relname::text as guard, relrowsecurity as one, relforcerowsecurity as other
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    union all select conname, condeferrable, condeferred from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n'
    union all select tgname, tgenabled = 'O', tgdeferrable from pg_trigger where not tgisinternal
    order by 1, 2, 3`);
  return rows.map(({ guard, one, other }) => `${guard} ${one} ${other}`).toSorted();
}

/** A database without a schema, in memory. */
async function createEmpty() {
  const connection = connectPglite(await PGlite.create());
  return { connection, [Symbol.asyncDispose]: () => connection.close() };
}

testOnBoth("a backup restored into an embedded database is the same desk", async (database) => {
  await live(database);
  const path = await backUp(database.connection);
  assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600, "for nobody else to read");
  await using target = await createEmpty();
  const { rows, tables } = await restoreBackup(target.connection, path);
  assert.ok(rows > 20 && tables > 30, `${rows} rows in ${tables} tables`);
  assert.equal(await readRows(await backUp(target.connection)), await readRows(path));
  assert.deepEqual(await listGuards(target.connection.sql), await listGuards(database.sql));
  await assert.rejects(
    restoreBackup(target.connection, path),
    says(/is in use: \w+ has rows in it.*Nothing was changed.*DATA_DIR/s),
  );
});

testOnServer("a login that only owns the schema restores, and is walled in again", async (from) => {
  await live(from);
  const path = await backUp(from.connection);
  await withLogins(
    [{ rights: "createrole" }, { rights: "" }],
    async ([owner = "", app = ""], password) => {
      const database = await createServerDatabase({ owner });
      const options = {
        kind: "server",
        url: asLogin(database.url, app, password),
        migrateUrl: asLogin(database.url, owner, password),
      } as const;
      try {
        await restoreStore(options, path);
        const administrator = await connectTo(database.url);
        assert.equal(await readRows(await backUp(administrator)), await readRows(path));

        const opened = await openStore(options);
        assert.deepEqual(opened.migrated.applied, []);
        // New rows get numbers of their own.
        await report(opened.store, await createScene(opened.store));
        await opened.close();
        assert.deepEqual(await listGuards(administrator.sql), await listGuards(from.sql));
        await administrator.close();
      } finally {
        await database.drop();
      }
    },
  );
});

testOnBoth("a program that works meanwhile does not get half of its work into a backup", async ({
  store,
  connection,
}) => {
  const scene = await createScene(store);
  const path = await namePath();
  const file = await createBackupFile(path);
  const working: Promise<unknown>[] = [];
  await writeBackup(connection, {
    write(lines) {
      // Another one before each table: whatever is read later must not see it.
      if (lines.some((line) => line.startsWith("# table"))) {
        working.push(report(store, scene, "Flat tyre on the A9"));
      }
      return file.write(lines);
    },
  });
  await file.finish();
  await Promise.all(working);
  const { id } = scene.group.organisation;
  assert.ok(working.length > 30, "it was at work all the time");
  assert.match(await readRows(path), new RegExp(`"id":${id},.*"last_number":0`));
  assert.doesNotMatch(await readRows(path), /Flat tyre on the A9/);
});

testOnBoth(
  "whatever byte of a backup is another one, or missing, it is refused",
  async (database) => {
    await live(database);
    const path = await backUp(database.connection);
    const { schema } = await checkBackup(path);
    assert.ok(schema > 17);
    const whole = await Deno.readFile(path);
    const refused = says(/damaged or was cut off|is no backup/);
    const step = Math.ceil(whole.length / 150);
    const positions = Array.from({ length: 150 }, (_, index) => index * step);
    const last = Array.from({ length: 85 }, (_, index) => whole.length - 1 - index);
    for (const position of [...positions, ...last].filter((one) => one < whole.length)) {
      const flipped = whole.slice();
      flipped[position] = (flipped[position] ?? 0) ^ 4;
      await Deno.writeFile(path, flipped);
      await assert.rejects(checkBackup(path), refused, `byte ${position}`);
      await Deno.writeFile(path, whole.subarray(0, position));
      await assert.rejects(checkBackup(path), refused, `cut at ${position}`);
    }
    await Deno.writeFile(path, new Uint8Array([...whole, 10]));
    await assert.rejects(checkBackup(path), refused, "one more");
    await assert.rejects(checkBackup(`${path}.gone`), says(/cannot be read: .*\.gone/));
  },
);

/** A file with a right sum, whatever else is in it. */
async function write(...lines: readonly string[]): Promise<string> {
  const path = await namePath();
  const file = await createBackupFile(path);
  await file.write(lines);
  await file.finish();
  return path;
}

testOnBoth("what is no backup of this program's schema is refused in words", async (database) => {
  const takenAt = "2026-11-26T02:30:00+00:00";
  const header = await checkBackup(await backUp(database.connection));
  const mine = renderHeader(header);
  const restore = async (path: string) => await restoreBackup(database.connection, path);
  for (
    const [path, words] of [
      [await write("# roadcall is nice"), /is no backup that deno task backup made/],
      [await write(renderHeader({ ...header, format: 2 })), /made by a newer program/],
      [
        await write(renderHeader({ ...header, schema: 9999 })),
        /schema at version 9999.*only up to/,
      ],
      [await write(renderHeader({ format: 1, schema: 3, takenAt })), /this database is at version/],
      [await write(mine.replace("takenAt", "taken")), /no program of ours writes/],
    ] as const
  ) await assert.rejects(restore(path), says(words));
  const broken = Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
  const { backend, sql, close } = database.connection;
  await assert.rejects(
    restoreBackup({ backend, sql, close, begin: () => Promise.reject(broken) }, await write(mine)),
    says(/did not answer any more \(write CONNECTION_CLOSED\)\. Nothing was restored; try again/),
  );
});

testOnEmbedded("a backup of an older schema is migrated after it was restored", async () => {
  await using old = await createEmpty();
  const { sql } = old.connection;
  await assert.rejects(backUp(old.connection), says(/is empty: there is nothing/));
  await migrate(sql, { upTo: 3 });
  await sql.unsafe(`insert into organisations (name, time_zone, claim_minutes, resolve_minutes,
      summary_minutes) values ('Acme', 'UTC', 10, 120, 10)`);
  const path = await backUp(old.connection);
  await using target = await createEmpty();
  const mine = renderHeader(await checkBackup(path));
  for (
    const [bad, words] of [
      [await write(mine, "# tabel {}"), /no program of ours writes/],
      [await write(mine, '# table {"name":"groups","columns":["id"]}'), /has a table groups as/],
      [await write(mine, '# table {"name":"leases","columns":[]}'), /has a table leases as/],
    ] as const
  ) await assert.rejects(restoreBackup(target.connection, bad), says(words));
  // None of them left anything behind.
  const { version } = await restoreBackup(target.connection, path);
  assert.ok(version > 17);
  await migrate(sql);
  const [upgraded, restored] = [await backUp(old.connection), await backUp(target.connection)];
  assert.match(await readRows(restored), /"name":"Acme"/);
  assert.equal(await readRows(restored), await readRows(upgraded));
});
