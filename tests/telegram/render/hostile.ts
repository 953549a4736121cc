/** Words and names that mean harm, and what has to be true of every message all the same. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { callbackDataLimit } from "../../../src/telegram/callback_data.ts";
import { type Rendered, textLimit } from "../../../src/telegram/render/rendered.ts";
import { getVisibleText } from "../../../src/telegram/render/safe_html.ts";
import { parseHtml } from "./parse_html.ts";
import { createPerson } from "./sample_views.ts";

/** What people and attackers write: markup, other scripts, emoji, marks, halves of characters. */
const hostile = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "<b>",
    "</blockquote>",
    "&amp;",
    `" onclick="`,
    "\u202e",
    "\u2066",
    "\u200b",
    "\u0000",
    "\ud83d",
    "👩‍👩‍👧‍👦",
    "שלום",
    "\n\n\n",
    "e\u0301".repeat(30),
  ),
);
export const hostileText = (most: number) =>
  fc.array(hostile, { maxLength: 12 }).chain((parts) =>
    fc.nat(most).map((length) => {
      const once = parts.join("");
      return once === "" ? "" : once.repeat(Math.ceil(length / once.length)).slice(0, length);
    })
  );
export const hostileName = hostileText(64);
export const hostilePerson = fc.record({
  first: hostileName,
  last: fc.option(hostileName),
  username: fc.option(hostileName),
})
  .map(({ first, last, username }) => ({ ...createPerson(77, first, last), username }));

/** @returns what a reader sees */
export function assertSendable({ html, keyboard }: Rendered): string {
  const visible = parseHtml(html);
  assert.ok(visible.length <= textLimit, `${visible.length} characters`);
  assert.notEqual(visible.trim(), "");
  assert.equal(getVisibleText(html), visible, "the program measures what Telegram reads");
  assertInOrder(visible);
  for (const button of keyboard?.flat() ?? []) {
    assert.notEqual(button.text.trim(), "");
    assertInOrder(button.text);
    if ("callback_data" in button) assert.ok(button.callback_data.length <= callbackDataLimit);
  }
  return visible;
}

/** No half of a character, and nothing that turns round what follows it. */
function assertInOrder(text: string): void {
  assert.ok(text.isWellFormed(), "no character is cut in two");
  assert.doesNotMatch(text, /[\u202a-\u202e\u2066\u2067]/);
  // Each name that is set apart ends before the next one begins.
  assert.equal(text.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, "").search(/[\u2068\u2069]/), -1);
}
