import assert from "node:assert/strict";
import type { CallbackQuery, Update } from "grammy/types";
import { parseIncidentId } from "../../../src/people/ids.ts";
import { encodeCallback } from "../../../src/telegram/callback_data.ts";
import { decodePressed } from "../../../src/telegram/decode/pressed.ts";
import { createMessage, dana, forum, group, mike, otherBot, privateChat } from "../updates.ts";

const claim = encodeCallback({
  type: "press",
  action: "claim",
  incidentId: parseIncidentId(16),
  expected: { cycle: 1, session: 2 },
  departmentId: null,
});
const card = createMessage({ message_id: 40, from: otherBot, text: "Incident" });

const bare = { id: "q", from: mike, chat_instance: "c" };

function press(parts: Partial<CallbackQuery>): Update {
  return { update_id: 9, callback_query: { ...bare, message: card, data: claim, ...parts } };
}

Deno.test("a press carries who pressed what under which message", () => {
  assert.deepEqual(decodePressed(press({ from: dana })), {
    incoming: {
      updateId: 9,
      person: {
        userId: 11,
        firstName: "Dana",
        lastName: "Wells",
        username: "dana_w",
        languageCode: "en",
      },
      place: { chatId: -1001, threadId: null },
      messageId: 40,
    },
    chat: { chatId: -1001, title: "Acme trucks", kind: "supergroup" },
    data: {
      type: "press",
      action: "claim",
      incidentId: 16,
      expected: { cycle: 1, session: 2 },
      departmentId: null,
    },
  });
});

Deno.test("a press in a topic and one in private know their place", () => {
  const topic = { ...card, chat: forum, message_thread_id: 3, is_topic_message: true } as const;
  const place = decodePressed(press({ message: topic }))?.incoming.place;
  assert.deepEqual(place, { chatId: -1002, threadId: 3 });
  const inPrivate = decodePressed(press({ message: { ...card, chat: privateChat } }));
  assert.ok(inPrivate !== null);
  assert.equal(inPrivate.chat, null);
});

Deno.test("a press under a message too old to see still has its chat and message", () => {
  const old = { chat: group, message_id: 40, date: 0 } as const;
  const pressed = decodePressed(press({ message: old }));
  assert.deepEqual(pressed?.incoming.place, { chatId: -1001, threadId: null });
  assert.equal(pressed?.incoming.messageId, 40);
});

const unreadable: readonly [string, CallbackQuery][] = [
  ["another version's", { ...bare, message: card, data: claim.replace(/^1:/, "0:") }],
  ["made up", { ...bare, message: card, data: "1:cl:zzz" }],
  ["of a game", { ...bare, message: card, game_short_name: "chess" }],
  ["of an inline message", { ...bare, data: claim, inline_message_id: "i" }],
];

for (const [name, query] of unreadable) {
  Deno.test(`a press that means nothing here: ${name}`, () => {
    assert.equal(decodePressed({ update_id: 9, callback_query: query }), null);
  });
}
