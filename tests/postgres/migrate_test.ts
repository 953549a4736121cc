import assert from "node:assert/strict";
import { PGlite } from "@electric-sql/pglite";
import { connectPglite } from "../../src/postgres/connect_embedded.ts";
import { createStore } from "../../src/postgres/create_store.ts";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { copyMigrations } from "./copy_migrations.ts";
import {
  asAdministrator,
  connectTo,
  createServerDatabase,
  serverHint,
  serverUrl,
} from "./databases.ts";
import { asLogin, withLogins } from "./logins.ts";
import { createScene, report } from "./scenes.ts";

const options = { sanitizeResources: false, sanitizeOps: false };

function testServer(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: serverUrl === null ? `${name} (server: ${serverHint})` : `${name} (server)`,
    ignore: serverUrl === null,
    ...options,
    fn,
  });
}

async function withEmbedded(
  work: (sql: ReturnType<typeof connectPglite>["sql"]) => Promise<void>,
): Promise<void> {
  const connection = connectPglite(await PGlite.create());
  try {
    await work(connection.sql);
  } finally {
    await connection.close();
  }
}

function says(pattern: RegExp) {
  return (error: unknown) => error instanceof DatabaseError && pattern.test(error.message);
}

Deno.test({
  name: "migrations run once; a changed file and a schema of unknown age are refused in words",
  ...options,
  fn: () =>
    withEmbedded(async (sql) => {
      const directory = await copyMigrations();
      const first = await migrate(sql, { directory });
      assert.ok(first.applied.length > 0);
      assert.deepEqual(await migrate(sql, { directory }), { ...first, applied: [] });

      const [file] = first.applied;
      const original = await Deno.readTextFile(directory + file);
      await Deno.writeTextFile(directory + file, original + "\n-- an afterthought\n");
      await assert.rejects(
        migrate(sql, { directory }),
        says(/Migration 1 was changed after it had been applied.*Put the file back/),
      );
      // Another line ending is no change.
      await Deno.writeTextFile(directory + file, original.replaceAll("\n", "\r\n"));
      await migrate(sql, { directory });

      await sql.unsafe("insert into schema_version (version) values (99)");
      await assert.rejects(
        migrate(sql, { directory }),
        says(/at version 99 and serves programs from version 99 on.*Start a newer program/),
      );
      await Deno.remove(directory, { recursive: true });
    }),
});

Deno.test({
  name: "of a migration that fails nothing remains, and the ones before it stay",
  ...options,
  fn: () =>
    withEmbedded(async (sql) => {
      const directory = await copyMigrations();
      await Deno.writeTextFile(
        `${directory}9998.do.sql`,
        "create table half_done (id integer); select 1 / 0;",
      );
      await assert.rejects(migrate(sql, { directory }), /division by zero/);
      const [found] = await sql.unsafe(
        "select to_regclass('half_done') as table, max(version)::integer as version from schema_version",
      );
      assert.equal(found?.["table"], null);
      assert.ok(Number(found?.["version"]) > 0 && Number(found?.["version"]) < 9998);
      await Deno.remove(directory, { recursive: true });
    }),
});

testServer("two starters at once apply each migration once", async () => {
  const database = await createServerDatabase();
  const connections = await Promise.all([1, 2, 3, 4].map(() => connectTo(database.url)));
  try {
    const results = await Promise.all(connections.map(({ sql }) => migrate(sql)));
    const applied = results.flatMap((result) => result.applied);
    assert.deepEqual([...applied].sort(), [...new Set(applied)].sort());
    assert.equal(new Set(results.map(({ version }) => version)).size, 1);
  } finally {
    for (const connection of connections) await connection.close();
    await database.drop();
  }
});

testServer("a login that is no superuser migrates, and another one works", async () => {
  await withLogins([{ rights: "createrole" }, { rights: "" }], async (names, password) => {
    const [owner = "", app = ""] = names;
    const database = await createServerDatabase({ owner });
    const migrateUrl = asLogin(database.url, owner, password);
    const url = asLogin(database.url, app, password);
    try {
      const opened = await openStore({ kind: "server", url, migrateUrl, retrySeconds: 0 });
      await report(opened.store, await createScene(opened.store));
      await assert.rejects(opened.store.clock.skip(60), says(/Only the owner of the schema/));
      await opened.close();

      // Once the schema is current the second login starts alone.
      const again = await openStore({ kind: "server", url, migrateUrl: null, retrySeconds: 0 });
      assert.deepEqual(again.migrated.applied, []);
      await report(again.store, await createScene(again.store));
      await again.close();

      // The owner is walled in as well, and may move the clock.
      const connection = await connectTo(migrateUrl);
      const [row] = await connection.sql.unsafe("select count(*)::integer as seen from incidents");
      const store = createStore(connection);
      await store.clock.skip(60);
      await report(store, await createScene(store));
      await connection.close();
      assert.ok(Number(row?.["seen"]) <= 2);
    } finally {
      await database.drop();
    }
  });
});

testServer("a login that was given the two roles needs no right to create any", async () => {
  await withLogins([{ rights: "" }], async ([login = ""], password) => {
    const database = await createServerDatabase({ owner: login });
    try {
      await asAdministrator(`grant roadcall_app, roadcall_crossing to ${login}`);
      const url = asLogin(database.url, login, password);
      const opened = await openStore({ kind: "server", url, migrateUrl: null, retrySeconds: 0 });
      assert.ok(opened.migrated.applied.length > 0);
      await report(opened.store, await createScene(opened.store));
      await opened.close();
    } finally {
      await database.drop();
    }
  });
});

testServer("a login that may not create the schema is told what to do", async () => {
  await withLogins([{ rights: "" }], async ([login = ""], password) => {
    const database = await createServerDatabase();
    const url = asLogin(database.url, login, password);
    try {
      await assert.rejects(
        openStore({ kind: "server", url, migrateUrl: null, retrySeconds: 0 }),
        (error) =>
          says(/createrole|MIGRATE_DATABASE_URL/)(error) && !String(error).includes(password),
      );
    } finally {
      await database.drop();
    }
  });
});

Deno.test({
  name: "a plain login that may create roles migrates a Postgres 16 or later",
  ...options,
  fn: () =>
    withEmbedded(async (sql) => {
      // Since 16 whoever creates a role cannot become it without a grant.
      await sql.unsafe("create role plain createrole; grant all on database postgres to plain;");
      await sql.unsafe("alter schema public owner to plain; set role plain;");
      await migrate(sql);
      const [owner] = await sql.unsafe(
        "select tableowner::text from pg_tables where tablename = 'incidents'",
      );
      assert.equal(owner?.["tableowner"], "plain");
    }),
});

Deno.test({
  name: "a role that could see past the walls is refused",
  ...options,
  fn: () =>
    withEmbedded(async (sql) => {
      await migrate(sql);
      await sql.unsafe("alter role roadcall_app bypassrls");
      await assert.rejects(
        migrate(sql),
        says(/"roadcall_app" could see every organisation's data.*nobypassrls/),
      );
    }),
});
