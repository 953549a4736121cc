import assert from "node:assert/strict";
import { GrammyError } from "grammy";
import type { Update } from "grammy/types";
import { encodeCallback } from "../../src/telegram/callback_data.ts";
import { describeUpdate } from "../../src/telegram/describe_update.ts";
import { listCommands } from "../../src/telegram/render/commands.ts";
import { UpdateNotes } from "../../src/telegram/update_notes.ts";
import { watchUpdates } from "../../src/telegram/watch_updates.ts";
import { parseIncidentId } from "../../src/people/ids.ts";
import {
  createRecordedTelemetry,
  listSpans,
  renderSpans,
} from "../observability/recorded_telemetry.ts";
import { watchedBotTest } from "./bot_stage.ts";
import { words } from "./render/read_words.ts";
import {
  basicGroup,
  createText,
  createUpdate,
  dana,
  group,
  groupAnonymousBot,
  me,
  privateChat,
} from "./updates.ts";

const commands = listCommands(words);
const options = { commands, username: me.username };

function press(data: string): Update {
  return {
    update_id: 7,
    callback_query: {
      id: "1",
      from: dana,
      chat_instance: "1",
      data,
      message: { message_id: 5, date: 1_760_000_000, chat: group, from: me, text: "Card" },
    },
  };
}

const claim = encodeCallback({
  type: "press",
  action: "claim",
  incidentId: parseIncidentId(42),
  expected: { cycle: 1, session: 1 },
  departmentId: null,
});

function command(text: string, parts: Parameters<typeof createText>[1] = {}): Update {
  return createUpdate(createText(text, parts));
}

Deno.test("an update is told by what it is, and made-up commands as other", () => {
  const settings = encodeCallback({ type: "setup_finish" });
  for (
    const [update, name, flow] of [
      [command("/ticket flat tyre"), "command /ticket", "/ticket"],
      [command("/TICKET@roadcall_bot flat tyre"), "command /ticket", "/ticket"],
      [command("/my_secret_word"), "command other", "other"],
      [press(claim), "button claim", "claim"],
      [press(settings), "button setup_finish", "setup_finish"],
      [press("0:cl:1:1:1"), "button unknown", "unknown"],
      [createUpdate(createText("hello")), "message talk", null],
      [createUpdate(createText("hello", { chat: privateChat })), "message private", null],
      [
        createUpdate(createText("", { migrate_to_chat_id: -1009, chat: basicGroup })),
        "membership migration",
        null,
      ],
      [
        { update_id: 1, edited_message: { ...createText("hi"), edit_date: 1 } },
        "edit message",
        null,
      ],
    ] as const
  ) {
    const told = describeUpdate(update, options);
    assert.deepEqual([told.name, told.flow], [name, flow]);
  }
});

Deno.test("every command that a feature understands is known", async () => {
  const features = new URL("../../src/telegram/features/", import.meta.url);
  const understood = new Set<string>();
  for await (const { name } of Deno.readDir(features)) {
    const source = await Deno.readTextFile(new URL(name, features));
    for (const [, names = ""] of source.matchAll(/is(?:Group|Private)?Command\(([^)]*)\)/g)) {
      for (const [, one = ""] of names.matchAll(/"(\w+)"/g)) understood.add(one);
    }
  }
  assert.ok(understood.size > 15);
  assert.deepEqual([...understood].filter((one) => !commands.has(one)), []);
});

Deno.test("whose it is: nobody where they are anonymous, the group where it happened", () => {
  const told = describeUpdate(press(claim), options);
  assert.deepEqual(told.user, {
    id: dana.id,
    username: "dana_w",
    firstName: "Dana",
    lastName: "Wells",
    languageCode: "en",
    group: "Acme trucks",
  });
  assert.deepEqual(told.tags, {
    update_type: "callback_query",
    action: "claim",
    user_id: dana.id,
    incident_id: 42,
  });
  const anonymous = createText("hello", { from: groupAnonymousBot, sender_chat: group });
  assert.equal(describeUpdate(createUpdate(anonymous), options).user, null);
});

function watch(isOutage = (_: unknown) => false) {
  const telemetry = createRecordedTelemetry();
  let now = 0;
  const watched = watchUpdates({ ...options, telemetry, isOutage, now: () => now });
  const apply = (
    update: Update,
    work: () => Promise<boolean>,
    onFailure = (error: unknown): Promise<void> => Promise.reject(error),
  ) => watched.apply({ update, waitedMs: 500, notes: new UpdateNotes(), work, onFailure });
  return { telemetry, watched, apply, pass: (ms: number) => void (now += ms) };
}

Deno.test("an update that fails is one event, however often it is tried", async () => {
  const { telemetry, watched, apply } = watch();
  const bug = new TypeError("a bug");
  const attempt = () => apply(press(claim), () => Promise.reject(bug));
  for (let times = 1; times <= 3; times++) await assert.rejects(attempt(), bug);
  await watched.settle();
  const [event, ...more] = telemetry.events;
  assert.equal(more.length, 0);
  assert.equal(event?.what, bug);
  assert.deepEqual(event?.tags, {
    update_type: "callback_query",
    action: "claim",
    user_id: dana.id,
    incident_id: 42,
  });
  assert.equal(event?.user?.id, dana.id);
  assert.deepEqual(event?.contexts.telegram_update, {
    update_id: 7,
    type: "callback_query",
    chat_type: "supergroup",
    chat_id: group.id,
  });
  assert.deepEqual(event?.breadcrumbs, [
    { category: "button", message: "claim", data: { incident_id: 42 } },
  ]);
  assert.deepEqual(telemetry.pieces.map(({ span }) => [span.name, span.op, span.failed]), [
    ["button claim", "telegram.update", true],
    ["button claim", "telegram.update", true],
    ["button claim", "telegram.update", true],
  ]);
  assert.deepEqual(telemetry.measured("update.duration").map(({ attributes }) => attributes)[0], {
    name: "button claim",
    type: "callback_query",
    outcome: "failed",
  });
});

Deno.test("what an update and a report take counts from when they were received", async () => {
  const { telemetry, watched, pass } = watch();
  const notes = new UpdateNotes();
  const work = () => {
    pass(40);
    notes.opened = true;
    return Promise.resolve(true);
  };
  const onFailure = (error: unknown) => Promise.reject(error);
  await watched.apply({ update: command("/ticket"), waitedMs: 2000, notes, work, onFailure });
  for (const name of ["update.duration", "incident.creation.duration"] as const) {
    assert.deepEqual(telemetry.measured(name).map(({ value }) => value), [2040]);
  }
});

Deno.test("what is decided about a failure belongs to its piece, which has failed", async () => {
  const { telemetry, apply } = watch();
  const bug = new TypeError("a bug");
  const decide = (error: unknown) => {
    assert.equal(error, bug);
    telemetry.captureMessage("set aside", "error");
    return Promise.resolve();
  };
  assert.equal(await apply(press(claim), () => Promise.reject(bug), decide), false);
  assert.deepEqual(telemetry.events.map(({ what, tags }) => [what, tags.action]), [
    [bug, "claim"],
    ["set aside", "claim"],
  ]);
  assert.equal(telemetry.getPiece("button claim").span.failed, true);
});

Deno.test("an update that cannot be decoded is told by its kind", async () => {
  const { telemetry, apply } = watch();
  const impossible = createUpdate(createText("hello", { message_id: 0 }));
  const bug = new TypeError("not an id");
  await assert.rejects(apply(impossible, () => Promise.reject(bug)), bug);
  assert.equal(telemetry.getPiece("message other").user?.id, dana.id);
});

Deno.test("a press is applied before its answer is through, and its piece lasts until then", async () => {
  const { telemetry, watched } = watch();
  const answer = Promise.withResolvers<void>();
  const notes = new UpdateNotes();
  const work = () => {
    notes.begun.push(answer.promise);
    return Promise.resolve(true);
  };
  const onFailure = (error: unknown) => Promise.reject(error);
  assert.equal(
    await watched.apply({ update: press(claim), waitedMs: 0, notes, work, onFailure }),
    true,
  );
  const { span } = telemetry.getPiece("button claim");
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(span.ended, false);
  answer.resolve();
  await watched.settle();
  assert.equal(span.ended, true);
});

Deno.test("an expected error is told each time, and is none any more the third time", async () => {
  const { telemetry, apply } = watch();
  const response = { ok: false, error_code: 502, description: "Bad Gateway" } as const;
  const failed = new GrammyError("Call failed", response, "getChatAdministrators", {});
  for (let times = 1; times <= 4; times++) {
    await assert.rejects(apply(command("/setup"), () => Promise.reject(failed)), failed);
  }
  assert.deepEqual(telemetry.events.map(({ context }) => context), [
    {},
    {},
    { outlivedRetries: true },
    {},
  ]);
});

Deno.test("an outage is told by the store, not by each update that has to wait", async () => {
  const { telemetry, apply } = watch(() => true);
  const down = new Error("connection refused");
  await assert.rejects(apply(command("/open"), () => Promise.reject(down)), down);
  assert.deepEqual(telemetry.events, []);
});

Deno.test("200 updates at once never mix", async () => {
  const { telemetry, apply } = watch();
  const updates = Array.from({ length: 200 }, (_, i) => i + 1);
  await Promise.all(updates.map(async (id) => {
    const from = { ...dana, id, username: `person_${id}` };
    await apply({ ...command("/open", { from }), update_id: id }, async () => {
      for (let turn = 0; turn < 3; turn++) {
        await Promise.resolve();
        telemetry.setTag("group_id", id);
        telemetry.addBreadcrumb({ category: "test", message: String(id) });
      }
      telemetry.captureException(new Error(String(id)));
      return true;
    });
  }));
  assert.equal(telemetry.events.length, 200);
  for (const { what, user, tags, contexts, breadcrumbs } of telemetry.events) {
    assert.ok(what instanceof Error);
    const id = Number(what.message);
    assert.deepEqual([user?.id, user?.username], [id, `person_${id}`]);
    assert.deepEqual([tags.user_id, tags.group_id], [id, id]);
    assert.equal(contexts.telegram_update?.update_id, id);
    const messages = breadcrumbs.map(({ message }) => message);
    assert.deepEqual(messages, ["/open", ...Array.from({ length: 3 }, () => String(id))]);
  }
});

Deno.test("who did something within the hour is counted, once", async () => {
  const { telemetry, watched, apply, pass } = watch();
  const act = (id: number, update = command("/open", { from: { ...dana, id } })) =>
    apply(update, () => Promise.resolve(true));
  const count = () => {
    watched.tellActivity();
    return telemetry.measured("users.active").at(-1)?.value;
  };
  assert.equal(count(), 0);
  await act(1);
  await act(1);
  pass(30 * 60_000);
  await act(2);
  await act(3, createUpdate(createText("hello", { from: { ...dana, id: 3 } })));
  assert.equal(count(), 2, "mere talk uses nothing");
  pass(31 * 60_000);
  assert.equal(count(), 1);
});

watchedBotTest("a piece has all that an update did, its answer too", async (stage, telemetry) => {
  const { olivia, dana, sandbox, group, api, handler, take, drain } = stage;
  const say = async (person: { readonly id: number }, text: string) => {
    sandbox.as(person.id).write(group.id, text);
    await take();
  };
  await say(olivia, "/setup Acme Logistics");
  await say(dana, "/ticket flat tyre at exit 12");
  const { tags, user, contexts, breadcrumbs } = telemetry.getPiece("command /ticket");
  assert.ok(tags.group_id !== undefined && tags.organisation_id !== undefined);
  assert.equal(tags.incident_id, 1);
  assert.equal(user?.role, "Driver");
  assert.equal(contexts.incident?.status, "awaiting_department");
  assert.deepEqual(
    breadcrumbs.filter(({ category }) => category !== "query").map(({ message }) => message),
    ["/ticket", "created"],
  );
  assert.equal(telemetry.measured("incident.creation.duration").length, 1);

  const { message_id } = await api.sendMessage(group.id, "Card");
  const pressed = sandbox.as(dana.id).pressData(group.id, message_id, claim);
  const [update] = await drain();
  assert.ok(update !== undefined);
  await handler.handleUpdate(update);
  await pressed;
  await handler.settle();
  const piece = telemetry.getPiece("button claim");
  const names = listSpans(piece.span).map(({ name, op }) => `${name} (${op})`);
  assert.ok(names.includes("press_card (function)"), renderSpans(piece.span));
  assert.ok(names.includes("get_incident (db.incidents)"), renderSpans(piece.span));
  assert.ok(listSpans(piece.span).every(({ ended }) => ended));

  await say(dana, "hello");
  assert.equal(telemetry.pieces.at(-1)?.span.name, "message talk");
  assert.deepEqual(
    telemetry.measured("flow.used").map(({ attributes }) => attributes["flow"]),
    ["/setup", "/ticket", "claim"],
  );
  assert.ok(!JSON.stringify([telemetry.pieces, telemetry.metrics]).includes("flat tyre"));
  assert.deepEqual(telemetry.strays, []);
});
