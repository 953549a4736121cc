import assert from "node:assert/strict";
import { findCommand } from "../../../src/telegram/decode/command.ts";
import { parseIncidentNumber } from "../../../src/telegram/decode/question.ts";
import { createCaption, createMessage, createText, type GroupMessage } from "../updates.ts";

const find = (message: GroupMessage) => findCommand(message, "Roadcall_Bot");
const ours = (name: string, words: string, wordsAt: number) => ({
  name,
  words,
  wordsAt,
  forUs: true,
});

const table: readonly [string, GroupMessage, ReturnType<typeof find>][] = [
  ["with words", createText("/ticket flat tyre"), ours("ticket", " flat tyre", 7)],
  ["bare", createText("/ticket"), ours("ticket", "", 7)],
  ["before a line break", createText("/ticket\nflat\ntyre"), ours("ticket", "\nflat\ntyre", 7)],
  ["in capitals", createText("/TicKet flat"), ours("ticket", " flat", 7)],
  ["named to this bot", createText("/ticket@roadcall_BOT x"), ours("ticket", " x", 20)],
  ["named to another bot", createText("/ticket@gps_bot x"), {
    name: "ticket",
    words: " x",
    wordsAt: 15,
    forUs: false,
  }],
  ["as a caption", createCaption("/ticket flat", { photo: [] }), ours("ticket", " flat", 7)],
  ["after an emoji in its words", createText("/ticket 🚛 x"), ours("ticket", " 🚛 x", 7)],
  ["not at the beginning", createText("please /ticket this"), null],
  ["unmarked, as in code", createMessage({ text: "/ticket x", entities: [] }), null],
  ["none at all", createText("flat tyre"), null],
];

for (const [name, message, expected] of table) {
  Deno.test(`a command: ${name}`, () => assert.deepEqual(find(message), expected));
}

const numbers: readonly [string, number | null][] = [
  [" 0042", 42],
  ["42", 42],
  ["#0042 ", 42],
  ["12345", 12345],
  ["", null],
  ["forty-two", null],
  ["42 43", null],
  ["-42", null],
  ["4.2", null],
  ["1234567890", null],
];

for (const [words, expected] of numbers) {
  Deno.test(`an incident's number in ${JSON.stringify(words)}`, () => {
    assert.equal(parseIncidentNumber(words), expected);
  });
}
