import assert from "node:assert/strict";
import { noLimits } from "../no_limits.ts";
import { GrammyError, HttpError } from "grammy";
import type { Update } from "grammy/types";
import type { CaptureContext, Store } from "../../src/desk/ports.ts";
import { noTelemetry } from "../../src/desk/ports.ts";
import { createPrecedence } from "../../src/desk/precedence.ts";
import { createUpdateApplier, type UpdateApplierOptions } from "../../src/telegram/apply_update.ts";
import type { PressAnswer } from "../../src/telegram/render/messages.ts";
import { testOnBoth } from "../postgres/databases.ts";
import { createRecordedLog } from "./recorded_log.ts";
import { words } from "./render/read_words.ts";
import { createText, createUpdate, group } from "./updates.ts";

class Outage extends Error {}

/** An applier before a bot that fails with each of these in turn, and then no more. */
function createStage(store: Store, errors: readonly unknown[]) {
  const left = [...errors];
  const tried: number[] = [];
  const pressAnswers: PressAnswer[] = [];
  const events: { error: unknown; context: CaptureContext | undefined }[] = [];
  const log = createRecordedLog();
  let wakes = 0;
  const options: UpdateApplierOptions = {
    bot: {
      async handleUpdate(update, onFailure) {
        tried.push(update.update_id);
        const error = left.shift();
        if (error !== undefined) await onFailure?.(error);
      },
      answerPress: (_, render) => void pressAnswers.push(render(words)),
    },
    store,
    words,
    username: "roadcall_bot",
    isOutage: (error) => error instanceof Outage,
    precedence: createPrecedence(),
    wake: () => wakes++,
    log,
    telemetry: {
      ...noTelemetry,
      captureException: (error, context) => void events.push({ error, context }),
    },
  };
  const { apply, applyUnreadable } = createUpdateApplier(options);
  return { apply, applyUnreadable, tried, pressAnswers, events, log, wakes: () => wakes };
}

let lastId = 1000;
const createTicket = () =>
  createUpdate(
    createText("/ticket flat tyre", {
      entities: [{ type: "bot_command", offset: 0, length: "/ticket".length }],
    }),
    lastId++,
  );

function listSetAside(store: Store) {
  return store.database.transaction((tx) => store.failedUpdates.listSetAside(tx));
}

/** What is owed to the group of these tests; it is taken by this. */
async function takeAnswers(store: Store): Promise<readonly string[]> {
  const { deliveries } = await store.database.transaction(async (tx) => {
    const due = await store.deliveries.claimDue(tx, {
      limit: 100,
      leaseSeconds: 60,
      limits: noLimits,
    });
    for (const { id } of due.deliveries) await store.deliveries.complete(tx, id);
    return due;
  });
  return deliveries.map(({ content, place }) => {
    assert.equal(place.chatId, group.id);
    return content.kind === "answer" ? content.answer.type : content.kind;
  });
}

testOnBoth(
  "what fails three times is set aside with its error, and told once",
  async ({ store }) => {
    const update = createTicket();
    const poison = new Error("poison");
    const { apply, events, log, wakes } = createStage(store, [poison, poison, poison, poison]);
    await assert.rejects(apply(update), poison);
    await assert.rejects(apply(update), poison);
    assert.deepEqual([events.length, await listSetAside(store)], [0, []]);

    await apply(update);
    const [listed] = await listSetAside(store);
    assert.deepEqual(
      { ...listed, setAsideAt: 0 },
      {
        id: update.update_id,
        lane: `chat ${group.id}`,
        type: "message",
        error: "Error: poison",
        setAsideAt: 0,
      },
    );
    assert.deepEqual(await takeAnswers(store), ["not_applied"]);
    assert.equal(wakes(), 1);

    // Telegram did not hear that it need not come again.
    await apply(update);
    assert.deepEqual(await takeAnswers(store), []);
    assert.equal(events.length, 1);
    assert.deepEqual(events[0], {
      error: poison,
      context: {
        outlivedRetries: true,
        tags: { update_type: "message" },
        contexts: {
          telegram_update: {
            update_id: update.update_id,
            type: "message",
            chat_type: "supergroup",
          },
        },
      },
    });
    assert.equal(log.lines.filter(({ level }) => level === "error").length, 1);
    const told = Deno.inspect([log.lines, events], { depth: 20 });
    assert.ok(!told.includes("flat tyre"), "what people wrote is not told");
  },
);

testOnBoth("the failures of all replicas count together", async ({ store }) => {
  const update = createTicket();
  const replicas = [1, 2, 3].map(() => createStage(store, [new Error("poison")]));
  const [first, second, third] = replicas;
  assert.ok(first && second && third);
  await assert.rejects(first.apply(update));
  await assert.rejects(second.apply(update));
  await third.apply(update);
  assert.equal(third.events.length, 1);
  assert.ok((await listSetAside(store)).some(({ id }) => id === update.update_id));
  await takeAnswers(store);
});

testOnBoth("no outage counts against an update, whatever is out", async ({ store }) => {
  const update = createTicket();
  const refuse = (error_code: number) =>
    new GrammyError(
      "no",
      { ok: false, error_code, description: "no", parameters: {} },
      "getChatAdministrators",
      {},
    );
  const outages = [
    new Outage("connection refused"),
    new HttpError("no answer", new Error("timeout")),
    refuse(500),
    refuse(429),
    refuse(401),
  ];
  const { apply, tried, events } = createStage(store, [...outages, new Error("own"), ...outages]);
  for (let tries = 0; tries < 11; tries++) await assert.rejects(apply(update));
  await apply(update);
  assert.equal(tried.length, 12);
  assert.equal(events.length, 0);
  assert.ok((await listSetAside(store)).every(({ id }) => id !== update.update_id));
});

testOnBoth("a press that is set aside is answered in words, talk is not", async ({ store }) => {
  const poison = new Error("poison");
  const message = createText("card");
  const from = { id: 12, is_bot: false, first_name: "Mike" };
  const press: Update = {
    update_id: lastId++,
    callback_query: { id: "q", from, chat_instance: "c", message },
  };
  const pressed = createStage(store, [poison, poison, poison]);
  await assert.rejects(pressed.apply(press));
  await assert.rejects(pressed.apply(press));
  assert.deepEqual(pressed.pressAnswers, []);
  await pressed.apply(press);
  assert.deepEqual(pressed.pressAnswers, [{ text: words.text("press-not-applied"), alert: true }]);

  const talk = createStage(store, [poison, poison, poison]);
  const update = createUpdate(createText("good morning"), lastId++);
  await assert.rejects(talk.apply(update));
  await assert.rejects(talk.apply(update));
  await talk.apply(update);
  assert.deepEqual(await takeAnswers(store), []);
});

testOnBoth("where the database cannot count, an update is given again", async ({ store }) => {
  const broken: Store = {
    ...store,
    database: { transaction: () => Promise.reject(new Outage("connection refused")) },
  };
  const { apply, log } = createStage(broken, [1, 2, 3, 4].map(() => new Error("poison")));
  const update = createTicket();
  for (let tries = 0; tries < 4; tries++) await assert.rejects(apply(update), /poison/);
  assert.ok(log.lines.some(({ message }) => /could not be counted/.test(message)));
  assert.ok((await listSetAside(store)).every(({ id }) => id !== update.update_id));
});

testOnBoth("what cannot be read at all is counted and set aside too", async ({ store }) => {
  const { applyUnreadable, tried, events, log } = createStage(store, []);
  const body = { update_id: lastId++, message: "hello" };
  const problem = "message is not what the Bot API says it is";
  const unreadable = { updateId: body.update_id, problem, body };
  await assert.rejects(applyUnreadable(unreadable));
  await assert.rejects(applyUnreadable(unreadable));
  await applyUnreadable(unreadable);
  const listed = (await listSetAside(store)).find(({ id }) => id === body.update_id);
  assert.deepEqual([listed?.type, listed?.error], [
    "unreadable",
    `UnreadableUpdateError: ${problem}`,
  ]);
  assert.deepEqual(tried, [], "the bot never had it");
  assert.equal(events.length, 1);
  assert.ok(!Deno.inspect(log.lines).includes("hello"), "what people wrote is in no line");
});
