/** Replicas of two versions side by side: the schema is ahead of whoever works on it. */
import assert from "node:assert/strict";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { startDeno } from "../launch/launched_process.ts";
import { copyMigrations } from "../postgres/copy_migrations.ts";
import { connectTo } from "../postgres/databases.ts";
import { readOwnSchema } from "../postgres/served_statements.ts";
import { server, testWith } from "../requirement.ts";
import { type Company, createCompany } from "./company.ts";
import { createDatabase } from "./create_database.ts";
import { extractProgram, findPreviousProgram, listEditedMigrations } from "./previous_program.ts";
import { startDesk } from "./start_desk.ts";

/** The release command of a version: this checkout's, or one with other migrations. */
async function release(url: string, directory?: string): Promise<number> {
  const connection = await connectTo(url, 1);
  try {
    const migrated = await migrate(connection.sql, directory === undefined ? {} : { directory });
    return migrated.version;
  } finally {
    await connection.close();
  }
}

async function resolve(company: Company, number: string): Promise<void> {
  const { mia, sandbox, group } = company;
  await mia.press(number, "Resolve");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id), {
    what: "Mia is asked",
  });
  mia.write("tyre replaced", { replyTo: prompt.id });
  await company.cardSays(number, "Resolved", "tyre replaced");
}

async function claim(company: Company, number: string): Promise<void> {
  await company.dana.press(number, "Maintenance");
  await company.cardSays(number, "Waiting for Maintenance");
  await company.mia.press(number, "Claim");
  await company.cardSays(number, "In progress", "Mia");
}

testWith(
  server,
  "a program works on, and starts on, a schema that later ones have expanded",
  async () => {
    let url = "";
    await using desk = await startDesk({
      reachDatabase: (address) => url = address,
      expectsTroubles: true,
    });
    const { version } = await readOwnSchema();
    const expansions = {
      [`${version + 1}.do.more.sql`]: `
        alter table incidents add column colour text;
        alter table deliveries add column tint text not null default 'red';`,
      [`${version + 2}.do.many.sql`]: "create table colours (name text primary key);",
    };
    const expanded = await copyMigrations(expansions);
    const contracted = await copyMigrations({
      ...expansions,
      [`${version + 3}.do.less.sql`]: `-- Serves programs from version ${version + 1} on.
        alter table incidents drop column colour;`,
    });
    const ready = async () => {
      const answer = await fetch(`http://127.0.0.1:${desk.program.port}/readyz`);
      return [answer.status, (await answer.json()).schema];
    };
    desk.dana.write("/ticket flat tyre, I-95 exit 12");
    await desk.cardSays("0001", "flat tyre");
    assert.equal(await release(url, expanded), version + 2);
    await claim(desk, "0001");
    await desk.restart();
    await resolve(desk, "0001");
    assert.deepEqual(await ready(), [
      200,
      `at version ${version + 2}, newer than this program`,
    ]);

    assert.equal(await release(url, contracted), version + 3);
    assert.deepEqual(await ready(), [
      503,
      `at version ${version + 3}, which serves programs from ${version + 1} on`,
    ]);
    await desk.stop();
    await assert.rejects(
      desk.restart(),
      (error) => error instanceof DatabaseError && /Start a newer program/.test(error.message),
    );
    await Deno.remove(contracted, { recursive: true });
    await Deno.remove(expanded, { recursive: true });
  },
);

const previous = await findPreviousProgram();

// In a checkout without its history there is nothing to compare with nor to start;
// tests/postgres/served_statements_test holds the schema to what that program sends in any case.
if (previous !== null) {
  Deno.test("a migration stays as the program before the newest one brought it", async () => {
    assert.deepEqual(
      await listEditedMigrations(previous),
      [],
      "put them back as they were, and write what is new as the next migration",
    );
  });

  testWith(
    server,
    "the program before the newest migration goes on after it, and starts anew on it",
    async () => {
      const company = createCompany();
      const telegram = company.sandbox.listen();
      const database = await createDatabase();
      const folder = await extractProgram(previous);
      const { DATABASE_URL: url = "" } = database.settings;
      const start = () =>
        startDeno(folder, ["run", "-A", "--cached-only", "main.ts"], {
          BOT_TOKEN: company.bot.token,
          TELEGRAM_API_ROOT: telegram.apiRoot,
          PORT: "0",
          SIGN_UPS: "open",
          DATABASE_URL: url,
        });
      try {
        await using first = start();
        await first.says("at its desk");
        company.olivia.write("/setup Acme Logistics");
        await company.botSays("Acme Logistics is");
        const greeting = company.mia.write("Good morning");
        company.olivia.write("/member Maintenance", { replyTo: greeting });
        company.dana.write("/ticket flat tyre, I-95 exit 12");
        await company.cardSays("0001", "flat tyre");

        assert.ok(await release(url) > previous.version);
        await claim(company, "0001");
        if (previous.startsOnLater) {
          first.kill("SIGTERM");
          assert.equal((await first.ended()).code, 0);
        }
        await using second = previous.startsOnLater ? start() : first;
        await second.says("at its desk");
        await resolve(company, "0001");
        second.kill("SIGTERM");
        const { code, said } = await second.ended();
        assert.equal(code, 0, said);
        // Whatever failed on the schema would be told.
        assert.doesNotMatch(said, /"level":"(error|fatal)"/i, said);
      } finally {
        await Deno.remove(folder, { recursive: true });
        await telegram.stop();
        await database.drop();
      }
    },
  );
}
