import assert from "node:assert/strict";
import { hashCode } from "../../src/desk/connect/connection_code.ts";
import { makeCode } from "../../src/desk/connect/make_code.ts";
import { requestConnection } from "../../src/desk/connect/request_connection.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { type TestDatabase, testOnBoth } from "../postgres/databases.ts";
import { createChatId, createMessageId, createPerson, createScene } from "../postgres/scenes.ts";
import { createDesk } from "./create_desk.ts";

/** All that stands in the database, in whatever table and column. */
async function readAll(sql: TestDatabase["sql"]): Promise<string> {
  const tables = await sql.unsafe(`
    select c.relname::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.unsafe(`select string_agg(t::text, ' ') as text from ${name} t`);
    texts.push(String(row?.["text"]));
  }
  return texts.join("\n");
}

testOnBoth(
  "of a code its hash alone is written, before and after it is brought",
  async (database) => {
    const { store, sql } = database;
    const scene = await createScene(store);
    const made = await store.database.transaction(async (tx) => {
      await store.organisations.enterOrganisation(tx, scene.group.organisation.id);
      return await makeCode(store, tx, scene.manager.userId);
    });
    assert.ok(made !== null);
    const hash = await hashCode(made.code);
    const before = await readAll(sql);
    assert.ok(before.includes(hash) && !before.includes(made.code));

    const chatId = createChatId();
    for (const words of ["0".repeat(32), made.code, made.code]) {
      await requestConnection(createDesk(store), {
        updateId: parseUpdateId(createMessageId()),
        person: createPerson("Nora"),
        place: { chatId, threadId: null },
        messageId: createMessageId(),
        chat: { chatId, title: "Night shift", kind: "supergroup" },
        words,
      });
    }
    const after = await readAll(sql);
    assert.ok(after.includes("Night shift") && !after.includes(made.code));
  },
);
