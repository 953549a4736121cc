/** A program meets a schema that a later one has made, and migrates while others work. */
import assert from "node:assert/strict";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { migrate, readSchemaState } from "../../src/postgres/migrate.ts";
import { findServedFrom } from "../../src/postgres/served_programs.ts";
import { copyMigrations, listMigrationFiles, ownMigrations } from "./copy_migrations.ts";
import { connectTo, createServerDatabase, testOnBoth, testOnServer } from "./databases.ts";
import { createScene, report } from "./scenes.ts";
import { readOwnSchema } from "./served_statements.ts";

const says = (pattern: RegExp) => (error: unknown) =>
  error instanceof DatabaseError && pattern.test(error.message);

const serves = (from: number) => `-- Serves programs from version ${from} on.\n`;

Deno.test("a schema serves whom the one before served, unless a migration says otherwise", () => {
  const expansion = { version: 19, sql: "create table more (id bigint);" };
  const contraction = { version: 21, sql: `${serves(20)}drop table less;` };
  assert.equal(findServedFrom([expansion]), 18);
  assert.equal(findServedFrom([contraction, expansion]), 20);
  assert.equal(findServedFrom([expansion, contraction, { version: 22, sql: "select 1;" }]), 20);
  for (
    const [sql, problem] of [
      // Those of the version before run beside it, whatever it does.
      [serves(21), /21 cannot serve programs from version 21 on/],
      // Nobody starts on it again who could not on the schema before.
      [serves(17), /cannot serve programs from version 17 on/],
      ["-- serves version 20", /Write: -- Serves programs from version 20 on\./],
    ] as const
  ) assert.throws(() => findServedFrom([{ version: 21, sql }]), says(problem), sql);
});

/** What no program of a version before expects. */
const takesAway = [
  /\bdrop (table|column|view|function|type|domain|trigger|policy|sequence)\b/,
  /\brename\b/,
  /\balter column \w+ (set data )?type\b/,
  /\bset not null\b/,
  /\badd column (?![^;,]*\bdefault\b)[^;,]*\bnot null\b/,
  /\brevoke\b(?!.*\bfrom public\b)(?!.*\bfrom roadcall_crossing\b)/,
];

function takesSomethingAway(sql: string): boolean {
  const statements = sql.replaceAll(/--.*$/gm, "").toLowerCase();
  return takesAway.some((pattern) => pattern.test(statements));
}

Deno.test("a migration that takes something away says whom it serves from then on", async () => {
  for (const name of await listMigrationFiles()) {
    // Merged before anybody asked.
    if (Number(name.split(".")[0]) <= 18) continue;
    const sql = await Deno.readTextFile(new URL(name, ownMigrations));
    assert.ok(!takesSomethingAway(sql) || sql.includes("-- Serves programs from version"), name);
  }
  for (
    const sql of [
      "alter table a drop column b",
      "alter table a alter column b type bigint",
      "alter table a add column b text not null",
      "revoke select on a from roadcall_app",
    ]
  ) assert.ok(takesSomethingAway(sql), sql);
  for (
    const sql of [
      "-- drop table a\ncreate table b (id bigint not null)",
      "alter table a add column b text not null default ''",
      "revoke execute on function f(bigint) from public",
    ]
  ) assert.ok(!takesSomethingAway(sql), sql);
});

testOnServer("a migration that finds a table locked lets the desk go on, and says so", async () => {
  const database = await createServerDatabase();
  const [migrating, working] = await Promise.all([
    connectTo(database.url),
    connectTo(database.url),
  ]);
  const { version } = await migrate(migrating.sql);
  const directory = await copyMigrations({
    [`${version + 1}.do.more.sql`]: "alter table incidents add column colour text;",
  });
  const letGo = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const long = working.sql.begin(async (tx) => {
    await tx.unsafe("lock table incidents in row exclusive mode");
    locked.resolve();
    await letGo.promise;
  });
  const waited: string[] = [];
  const attempt = (seconds: number) => {
    let now = 0;
    return migrate(migrating.sql, {
      directory,
      locks: {
        lockMs: 50,
        seconds,
        now: () => now,
        onWaiting: (what) => waited.push(what),
        async sleep(ms) {
          now += ms;
          // Nobody who works has to wait behind it.
          await working.sql.unsafe("select count(*) from incidents");
          await migrating.sql.unsafe("select count(*) from incidents");
          if (waited.length > 3) letGo.resolve();
          if (waited.length > 3) await long;
        },
      },
    });
  };
  try {
    await locked.promise;
    await assert.rejects(attempt(2), says(/got no lock within 2 seconds: .*Nothing of it remains/));
    assert.equal((await readSchemaState(migrating.sql)).version, version);
    assert.equal(waited.length, 2);
    assert.match(
      waited[0] ?? "",
      new RegExp(`Migration ${version + 1} waits for a lock: .*process \\d+ .*"roadcall", idle in`),
    );
    assert.equal((await attempt(60)).version, version + 1);
  } finally {
    letGo.resolve();
    await long;
    for (const connection of [migrating, working]) await connection.close();
    await Deno.remove(directory, { recursive: true });
    await database.drop();
  }
});

/** The files of a directory that this checkout does not have. */
async function readBeside(directory: string, version: number): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { name } of Deno.readDir(directory)) {
    if (Number(name.split(".")[0]) <= version) continue;
    files[name] = await Deno.readTextFile(directory + name);
  }
  return files;
}

// Last in this file: the database is of no use afterwards.
testOnBoth(
  "a program starts on a later schema that serves it, and on no other",
  async (database) => {
    const { version } = await readOwnSchema();
    const { sql, store } = database;
    const expanded = await copyMigrations({
      [`${version + 1}.do.more.sql`]: "alter table incidents add column colour text;",
      [`${version + 2}.do.many.sql`]: "create table colours (name text primary key);",
    });
    const contracted = await copyMigrations({
      ...await readBeside(expanded, version),
      [`${version + 3}.do.less.sql`]: `${serves(version + 2)}drop table own_messages;`,
    });
    try {
      const own = await migrate(sql);
      await migrate(sql, { directory: expanded });
      assert.deepEqual(await readSchemaState(sql), {
        version: version + 2,
        servesFrom: 18,
        takesWrites: true,
      });
      assert.deepEqual(await migrate(sql), {
        applied: [],
        version: version + 2,
        ownVersion: own.version,
      });
      await report(store, await createScene(store));

      await migrate(sql, { directory: contracted });
      await assert.rejects(
        migrate(sql),
        says(new RegExp(`serves programs from version ${version + 2} on; this one is of`)),
      );
      assert.equal((await migrate(sql, { directory: expanded })).ownVersion, version + 2);
    } finally {
      for (const copy of [expanded, contracted]) await Deno.remove(copy, { recursive: true });
    }
  },
);
