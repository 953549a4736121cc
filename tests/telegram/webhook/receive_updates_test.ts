import assert from "node:assert/strict";
import type { UnreadableUpdate, UpdateApplier } from "../../../src/telegram/apply_update.ts";
import {
  createReceiver,
  type ReceiverOptions,
} from "../../../src/telegram/webhook/receive_updates.ts";
import { createRecordedLog } from "../recorded_log.ts";

function create(apply: UpdateApplier["apply"], options: Partial<ReceiverOptions> = {}) {
  const unreadable: UnreadableUpdate[] = [];
  const applyUnreadable = (update: UnreadableUpdate) => {
    unreadable.push(update);
    return unreadable.length < 3 ? Promise.reject(new Error("unreadable")) : Promise.resolve();
  };
  const log = createRecordedLog();
  const receiver = createReceiver({ apply, applyUnreadable }, { log, ...options });
  return { receiver, unreadable };
}

const update = { update_id: 7 };

Deno.test("done is said once it is committed, not before", async () => {
  const commit = Promise.withResolvers<void>();
  const { receiver } = create(() => commit.promise);
  let answered = false;
  const answer = receiver.receive(update).then((receipt) => {
    answered = true;
    return receipt;
  });
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(answered, false);
  commit.resolve();
  assert.deepEqual(await answer, { type: "done" });
});

Deno.test("what could not be applied comes again soon", async () => {
  const { receiver } = create(() => Promise.reject(new Error("the database is cut")));
  assert.deepEqual(await receiver.receive(update), { type: "again", seconds: 2 });
});

Deno.test("what takes too long is asked for again, and goes on", async () => {
  const commit = Promise.withResolvers<void>();
  let applied = false;
  const { receiver } = create(async () => {
    await commit.promise;
    applied = true;
  }, { deadlineMs: 10 });
  assert.equal((await receiver.receive(update)).type, "again");
  const stopped = receiver.stop();
  commit.resolve();
  await stopped;
  assert.equal(applied, true, "stopping waited for it");
});

Deno.test("while it stops, updates are for another replica or for the next start", async () => {
  let handled = 0;
  const { receiver } = create(() => {
    handled++;
    return Promise.resolve();
  });
  await receiver.stop();
  assert.equal((await receiver.receive(update)).type, "again");
  assert.equal(handled, 0);
});

Deno.test("what is no update is not applied, and what cannot be read is counted", async () => {
  const { receiver, unreadable } = create(() => assert.fail("it was applied"));
  assert.deepEqual(await receiver.receive({ hello: 1 }), { type: "no_update" });
  const body = { update_id: 7, message: 1 };
  const types = [];
  for (let times = 0; times < 3; times++) types.push((await receiver.receive(body)).type);
  assert.deepEqual(types, ["again", "again", "done"], "until it is set aside");
  const problem = "message is not what the Bot API says it is";
  assert.deepEqual(unreadable[0], { updateId: 7, problem, body });
});

Deno.test("where the host may end after the answer, what is owed comes before it", async () => {
  const sent = Promise.withResolvers<void>();
  const asked: number[] = [];
  const { receiver } = create(() => Promise.resolve(), {
    deliverOwn: (updateId) => {
      asked.push(updateId);
      return sent.promise;
    },
  });
  let answered = false;
  const answer = receiver.receive(update).then(() => answered = true);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual([asked, answered], [[7], false]);
  sent.resolve();
  await answer;
});

Deno.test("a Telegram that hangs holds the answer up only so long, and is told", async () => {
  let over = AbortSignal.abort();
  const { receiver } = create(() => Promise.resolve(), {
    deliverMs: 10,
    deliverOwn: (_, signal) => {
      over = signal;
      return new Promise(() => {});
    },
  });
  const answer = receiver.receive(update);
  assert.deepEqual(await answer, { type: "done" });
  assert.equal(over.aborted, true);
});

Deno.test("nothing is delivered for what has to come again", async () => {
  const { receiver } = create(() => Promise.reject(new Error("cut")), {
    deliverOwn: () => assert.fail("it was asked to deliver"),
  });
  assert.equal((await receiver.receive(update)).type, "again");
});

Deno.test("a flood of what hangs stays with Telegram", async () => {
  const commit = Promise.withResolvers<void>();
  let applying = 0;
  const { receiver } = create(() => {
    applying++;
    return commit.promise;
  });
  const answers = Array.from({ length: 1_000 }, (_, id) => receiver.receive({ update_id: id }));
  assert.deepEqual(await answers[999], { type: "again", seconds: 2 });
  assert.equal(applying, 200);
  commit.resolve();
  const receipts = await Promise.all(answers);
  assert.equal(receipts.filter(({ type }) => type === "done").length, 200);
  assert.deepEqual(await receiver.receive(update), { type: "done" });
});
