import assert from "node:assert/strict";
import { addFoundEntities } from "../../../tools/sandbox/client_entities.ts";

const TABLE: readonly [text: string, ...found: string[]][] = [
  ["/ticket flat tyre", "bot_command /ticket"],
  ["/ticket@roadcall_bot x", "bot_command /ticket@roadcall_bot"],
  ["see /open, please", "bot_command /open"],
  ["5/6 and/or"],
  ["@mia_chen take it", "mention @mia_chen"],
  ["(@mia_chen)", "mention @mia_chen"],
  ["a@b"],
  ["write dana@acme.example.com", "email dana@acme.example.com"],
  ["https://acme.com/a?b=1.", "url https://acme.com/a?b=1"],
  ["at acme.com/lot now", "url acme.com/lot"],
  ["#flat_tyre", "hashtag #flat_tyre"],
  ["call +1 404 555 0134 now", "phone_number +1 404 555 0134"],
  ["https://acme.com/@mia_chen", "url https://acme.com/@mia_chen"],
];

for (const [text, ...found] of TABLE) {
  Deno.test(`a client finds in “${text}”: ${found.join(", ") || "nothing"}`, () => {
    const shown = addFoundEntities(text).map(({ type, offset, length }) =>
      `${type} ${text.slice(offset, offset + length)}`
    );
    assert.deepEqual(shown, found);
  });
}

Deno.test("nothing is found inside code and links", () => {
  const given = [{ type: "code", offset: 0, length: 9 }] as const;
  assert.deepEqual(addFoundEntities("@mia_chen @sam_okafor", given).map(({ type }) => type), [
    "code",
    "mention",
  ]);
});
