import assert from "node:assert/strict";
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
