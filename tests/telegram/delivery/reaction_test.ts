import assert from "node:assert/strict";
import type { NewDelivery } from "../../../src/desk/ports.ts";
import { parseChatId, parseMessageId } from "../../../src/people/ids.ts";
import { createBench, fine, messages, states, trouble } from "./bench.ts";

const reaction: NewDelivery = {
  place: { chatId: parseChatId(-1), threadId: null },
  content: { kind: "reaction", messageId: parseMessageId(5), emoji: "✍" },
};

Deno.test("a reaction that the group does not allow is forgotten, without a word", async () => {
  const bench = createBench();
  const { queue, telegram, log, worker } = bench;
  queue.add(reaction);
  telegram.respond = () => ({ ok: false, error_code: 400, description: "REACTION_INVALID" });
  await worker.drain();
  assert.deepEqual(telegram.calls.map(({ method }) => method), ["setMessageReaction"]);
  assert.equal(states(bench), "completed");
  assert.deepEqual([...messages(log, "warn"), ...messages(log, "error")], []);
});

Deno.test("one that met trouble at Telegram is made later", async () => {
  const bench = createBench();
  const { queue, telegram, timers, worker } = bench;
  queue.add(reaction);
  telegram.respond = () => trouble;
  await worker.drain();
  assert.equal(states(bench), "waiting");
  telegram.respond = () => fine;
  timers.advance(timers.nextInMs ?? 0);
  await worker.drain();
  assert.equal(states(bench), "completed");
  assert.deepEqual(telegram.seen, ["-1/5", "-1/5"]);
});
