import assert from "node:assert/strict";
import { listItemTypes } from "../../bench/sentry/list_item_types.ts";

Deno.test("sink: each item of an envelope counts once, also where its payload says its type too", () => {
  const lines = [
    '{"event_id":"1","sent_at":""}',
    '{"type":"transaction"}',
    '{"type":"transaction","event_id":"1"}',
    '{"type":"profile"}',
    '{"version":"1"}',
  ];
  assert.deepEqual(listItemTypes(lines.join("\n")), ["transaction", "profile"]);
  assert.deepEqual(listItemTypes([...lines, ""].join("\n")), ["transaction", "profile"]);
  assert.deepEqual(listItemTypes("{}"), []);
});
