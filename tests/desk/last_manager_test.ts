/** OpsManagers who demote each other at the same moment, on a server: one of them stays. */
import assert from "node:assert/strict";
import { changeRole } from "../../src/desk/members/change_role.ts";
import { removeMember } from "../../src/desk/members/remove_member.ts";
import { startSetup } from "../../src/desk/setup/start_setup.ts";
import { parseChatId, parseMessageId, parseUpdateId, parseUserId } from "../../src/people/ids.ts";
import type { Person } from "../../src/people/person.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { server, testWith } from "../requirement.ts";
import { createDatabase } from "../smoke/create_database.ts";
import { createDesk } from "./create_desk.ts";

const rounds = 40;
const chatId = parseChatId(-1001);

function createPerson(id: number): Person {
  return {
    userId: parseUserId(id),
    firstName: `P${id}`,
    lastName: null,
    username: `p${id}`,
    languageCode: null,
  };
}

testWith(server, "two OpsManagers who demote each other leave one", async () => {
  const database = await createDatabase();
  const url = database.settings["DATABASE_URL"];
  assert.ok(url !== undefined);
  const opened = await openStore({ kind: "server", url, migrateUrl: url });
  const { store } = opened;
  const desk = createDesk(store);
  let updates = 1;
  const incoming = (person: Person) => ({
    updateId: parseUpdateId(updates++),
    person,
    place: { chatId, threadId: null },
    messageId: parseMessageId(updates),
  });
  const aim = (person: Person) => ({ type: "person", person, isBot: false }) as const;
  const [one, other] = [createPerson(1), createPerson(2)];
  try {
    const chat = { chatId, title: "Acme", kind: "supergroup" } as const;
    await startSetup(desk, { ...incoming(one), chat, name: "Acme" }, "by_reply");
    for (let round = 0; round < rounds; round++) {
      const managers = await store.database.transaction(async (tx) => {
        await store.organisations.enterGroup(tx, chatId);
        for (const person of [one, other]) {
          await store.people.rememberPerson(tx, person);
          await store.people.setRole(tx, person.userId, "ops_manager");
        }
        return await store.members.lockManagers(tx);
      });
      assert.equal(managers.length, 2);
      const demote = (by: Person, who: Person) =>
        round % 2 === 0
          ? changeRole(desk, { ...incoming(by), target: aim(who), role: "driver" })
          : removeMember(desk, { ...incoming(by), target: aim(who), departmentName: "" });
      await Promise.all([demote(one, other), demote(other, one)]);
      const left = await store.database.transaction(async (tx) => {
        await store.organisations.enterGroup(tx, chatId);
        return await store.members.lockManagers(tx);
      });
      assert.equal(left.length, 1, `round ${round}`);
    }
  } finally {
    await opened.close();
    await database.drop();
  }
});
