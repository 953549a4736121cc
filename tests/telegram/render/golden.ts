import assert from "node:assert/strict";
import type { InlineKeyboardButton } from "grammy/types";
import type { Rendered } from "../../../src/telegram/render/rendered.ts";
import { parseHtml } from "./parse_html.ts";

function drawKeyboard(rows: readonly InlineKeyboardButton[][]): string {
  return rows.map((row) => row.map(({ text }) => `[ ${text} ]`).join(" ")).join("\n");
}

/** Messages as a reader sees them, with their buttons below. */
export function draw(messages: readonly Rendered[]): string {
  return messages.map(({ html, keyboard }) => {
    const text = parseHtml(html);
    return keyboard === null ? text : `${text}\n\n${drawKeyboard(keyboard)}`;
  }).join("\n---\n");
}

/**
 * Compares what is drawn with the file of that name beside the tests. With `GOLDEN=write` the file
 * is written instead: then look at what changed before you commit it.
 */
export function assertGolden(name: string, scenes: ReadonlyMap<string, string>): void {
  const path = new URL(`./${name}`, import.meta.url);
  const drawn = [...scenes].map(([title, text]) => `════ ${title}\n\n${text}\n`).join("\n");
  if (Deno.env.get("GOLDEN") === "write") Deno.writeTextFileSync(path, drawn);
  assert.equal(drawn, Deno.readTextFileSync(path));
}
