import assert from "node:assert/strict";
import { getErrorCode } from "../../src/postgres/database_error.ts";
import { testOnBoth } from "./databases.ts";
import { createScene, report } from "./scenes.ts";

for (
  const change of [
    "update timeline_events set at = now()",
    "delete from timeline_events",
    "truncate timeline_events cascade",
    "truncate organisations cascade",
  ]
) {
  testOnBoth(`the timeline refuses "${change}", even to the owner`, async ({ sql, store }) => {
    await report(store, await createScene(store));
    const count = () => sql.unsafe("select count(*)::integer as events from timeline_events");
    const [before] = await count();
    await assert.rejects(
      async () => await sql.unsafe(change),
      (error) => getErrorCode(error) === "23001" && /append-only/.test(String(error)),
    );
    const [after] = await count();
    assert.deepEqual(after, before);
  });
}

testOnBoth("the timeline holds no words", async ({ sql, store }) => {
  const words = "A sentence that stands in the texts alone";
  await report(store, await createScene(store), words);
  const found = await sql.unsafe("select from timeline_events where fact::text like $1", [
    `%${words}%`,
  ]);
  assert.equal(found.length, 0);
});
