import assert from "node:assert/strict";
import { composeDescription } from "../../src/desk/compose_description.ts";
import type { Source, SourceKind } from "../../src/desk/ports.ts";
import { parseMessageId, parseUserId } from "../../src/people/ids.ts";

function sources(...parts: readonly (readonly [SourceKind, string | null])[]): readonly Source[] {
  return parts.map(([kind, body], index) => ({
    kind,
    messageId: parseMessageId(index + 1),
    userId: parseUserId(1),
    body,
    media: null,
  }));
}

const table: readonly (readonly [string, readonly Source[], string])[] = [
  ["own words", sources(["ticket", " flat tyre "]), "flat tyre"],
  ["own words over the quoted ones", sources(["ticket", "fire"], ["quoted", "smoke"]), "fire"],
  ["the quoted ones", sources(["ticket", null], ["quoted", "smoke"]), "smoke"],
  [
    "the last messages, in their order",
    sources(["ticket", null], ["recent", "at Dover"], ["recent", null], ["recent", "door stuck"]),
    "at Dover\n\ndoor stuck",
  ],
  [
    "the sentence that was asked for",
    sources(["ticket", null], ["quoted", null], ["described", "windshield cracked"]),
    "windshield cracked",
  ],
  ["nothing, of files alone", sources(["ticket", null], ["quoted", null]), ""],
  ["nothing of a comment", sources(["ticket", null], ["comment", "left rear"]), ""],
];

for (const [title, given, words] of table) {
  Deno.test(`a report says ${title}`, () => assert.equal(composeDescription(given), words));
}
