/** What Sentry takes at the door and drops behind it is said. */
import assert from "node:assert/strict";
import type { SentryInbox } from "../../../tools/sentry_inbox/control.ts";
import { createEvent, eventId, inboxTest, spanId, traceId } from "./stage.ts";

const otherId = "d4b66fd6a74040059b43866d53a59993";

function problems({ violations }: SentryInbox): string[] {
  return violations.map(({ itemType, problem }) => `${itemType}: ${problem}`);
}

inboxTest("an event that cannot be read is kept as it came", async ({ inbox, post }) => {
  await post(createEvent({ event_id: "x", level: "loud" }));
  assert.deepEqual(inbox.events, []);
  assert.equal(inbox.others[0]?.type, "event");
  const [id, level, ...more] = problems(inbox);
  assert.match(id ?? "", /^event: event_id: must be 32 hexadecimal digits$/);
  assert.match(level ?? "", /^event: level: /);
  assert.deepEqual(more, []);
});

inboxTest("what an event loses at Sentry", async ({ inbox, post }) => {
  const [, type, event] = createEvent({
    message: "",
    tags: { "a b": "x", long: "y".repeat(201), lines: "1\n2", empty: "", good: "z" },
    breadcrumbs: Array.from({ length: 101 }, () => ({ timestamp: 1 })),
  });
  await post([{ event_id: otherId }, type, event]);
  assert.equal(inbox.events.length, 1);
  assert.deepEqual(problems(inbox), [
    `event: the envelope's event_id is ${otherId}, the item's ${eventId}`,
    'event: Sentry drops the tag "a b"',
    "event: Sentry drops the tag long: its value",
    "event: Sentry drops the tag lines: its value",
    "event: Sentry drops the tag empty: it is empty",
    "event: 101 breadcrumbs, more than 100",
    "event: neither a message nor an exception",
  ]);
});

inboxTest("a broken tree of spans", async ({ inbox, post }) => {
  const base = { trace_id: traceId, start_timestamp: 2, timestamp: 3, op: "db" };
  await post([{ event_id: eventId }, { type: "transaction" }, {
    event_id: eventId,
    type: "transaction",
    platform: "javascript",
    transaction: "button claim",
    start_timestamp: 2,
    timestamp: 1,
    contexts: { trace: { trace_id: traceId, span_id: spanId } },
    spans: [
      { ...base, description: "a", span_id: "1".repeat(16), parent_span_id: spanId },
      { ...base, description: "b", span_id: "2".repeat(16), parent_span_id: "9".repeat(16) },
      { ...base, description: "c", span_id: "3".repeat(16), trace_id: otherId, timestamp: 1 },
      { ...base, description: "d", span_id: "1".repeat(16), parent_span_id: spanId },
    ],
  }]);
  assert.equal(inbox.transactions.length, 1);
  assert.deepEqual(problems(inbox), [
    "transaction: it ends before it starts",
    "transaction: two spans have the same span_id",
    "transaction: span db b has a parent that is not there",
    "transaction: span db c belongs to another trace",
    "transaction: span db c ends before it starts",
    "transaction: span db c has no parent",
  ]);
});

inboxTest("containers whose headers are wrong, and entries that are", async ({ inbox, post }) => {
  const log = { timestamp: 1, level: "warn", body: "late", trace_id: traceId };
  const loud = { ...log, level: "loud" };
  await post([{}, { type: "log", item_count: 3 }, { items: [log, loud] }]);
  assert.deepEqual(inbox.logs.map(({ body }) => body), ["late"]);
  assert.equal(inbox.others.length, 1);
  const [type, count, level] = problems(inbox);
  assert.equal(type, "log: content_type must be application/vnd.sentry.items.log+json");
  assert.equal(count, "log: item_count says 3, there are 2");
  assert.match(level ?? "", /^log: level: /);
});

inboxTest("types that are unknown, no JSON, or do not belong together", async ({ inbox, post }) => {
  const [header, type, event] = createEvent();
  await post([header, type, event, { type: "surprise" }, "{}", { type: "check_in" }, "no json"]);
  assert.deepEqual(inbox.others.map(({ type, content }) => [type, content]), [
    ["surprise", {}],
    ["check_in", "no json"],
  ]);
  assert.deepEqual(problems(inbox).filter((problem) => !problem.includes("Invalid")), [
    "surprise: Sentry knows no such type and drops the item",
    "check_in: the payload is no JSON",
    "envelope: types of different limits in one envelope: event, surprise, check_in",
  ]);
});

inboxTest("a monitor's name that Sentry would change", async ({ inbox, post }) => {
  const checkIn = { check_in_id: eventId, monitor_slug: "Reminder tick", status: "ok" };
  await post([{}, { type: "check_in" }, checkIn]);
  assert.deepEqual(problems(inbox), [
    "check_in: monitor_slug: must be at most 50 of a-z, 0-9, _ and -",
  ]);
});
