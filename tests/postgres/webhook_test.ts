import assert from "node:assert/strict";
import { parseUpdateId } from "../../src/people/ids.ts";
import { testOnBoth } from "./databases.ts";

testOnBoth("the webhook's last registration is kept, and only the last", async ({ store, sql }) => {
  const run = store.database.transaction.bind(store.database);
  const find = () => run((tx) => store.webhook.findRegistration(tx));
  assert.equal(await find(), null);
  for (const secretHash of ["aa", "bb"]) {
    const registration = { url: "https://desk.example/webhook", secretHash };
    await run((tx) => store.webhook.recordRegistration(tx, registration));
    assert.deepEqual(await find(), registration);
  }
  const [row] = await sql.unsafe("select count(*) as rows from webhook_registration");
  assert.equal(Number(row?.["rows"]), 1);
});

testOnBoth(
  "that an update was refused is remembered as long as Telegram keeps it",
  async ({ store }) => {
    const { updates, database, clock } = store;
    const id = parseUpdateId(800_001);
    const wasRefused = () => database.transaction((tx) => updates.wasRefused(tx, id));
    assert.equal(await wasRefused(), false);
    for (let times = 0; times < 2; times++) {
      await database.transaction((tx) => updates.noteRefusal(tx, id));
    }
    assert.equal(await wasRefused(), true);
    await database.transaction((tx) => updates.pruneProcessed(tx, 48));
    assert.equal(await wasRefused(), true);
    await clock.skip(49 * 3600);
    await database.transaction((tx) => updates.pruneProcessed(tx, 48));
    assert.equal(await wasRefused(), false);
  },
);
