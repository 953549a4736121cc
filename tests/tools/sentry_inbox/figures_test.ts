/** What is computed of what came: trees of spans, profiles, monitors, metrics. */
import assert from "node:assert/strict";
import type { ItemOf } from "../../../tools/sentry_inbox/items.ts";
import { listMetrics } from "../../../tools/sentry_inbox/figures/metric_figures.ts";
import { listMonitors } from "../../../tools/sentry_inbox/figures/monitors.ts";
import { percentile } from "../../../tools/sentry_inbox/figures/percentile.ts";
import {
  computeProfile,
  type FlameNode,
  foldForeign,
} from "../../../tools/sentry_inbox/figures/profile_tree.ts";
import { listSpanRows } from "../../../tools/sentry_inbox/figures/span_tree.ts";
import { summariseEvents } from "../../../tools/sentry_inbox/figures/summaries.ts";
import type { Metric } from "../../../tools/sentry_inbox/items/metric.ts";
import type { Profile } from "../../../tools/sentry_inbox/items/profile.ts";
import type { Transaction } from "../../../tools/sentry_inbox/items/transaction.ts";
import { eventId, spanId, traceId } from "./stage.ts";

function span(id: string, parent: string, start: number, end: number, status?: string) {
  return {
    span_id: id,
    parent_span_id: parent,
    trace_id: traceId,
    op: "db",
    description: id,
    start_timestamp: start,
    timestamp: end,
    status,
  };
}

Deno.test("spans are a tree by their parents, siblings by their start", () => {
  const transaction: Transaction = {
    event_id: eventId,
    type: "transaction",
    platform: "javascript",
    transaction: "button claim",
    start_timestamp: 100,
    timestamp: 101,
    contexts: { trace: { trace_id: traceId, span_id: spanId, op: "bot.button" } },
    spans: [
      span("late", spanId, 100.5, 100.9),
      span("inner", "early", 100.1, 100.2, "internal_error"),
      span("early", spanId, 100, 100.4, "ok"),
      span("lost", "was never sent", 100.05, 100.06),
    ],
  };
  const rows = listSpanRows(transaction);
  const shown = rows.map(({ description, depth, startMs, durationMs, selfMs, failed }) =>
    [description, depth, startMs, durationMs, selfMs, failed].map((value) =>
      typeof value === "number" ? Math.round(value) : value
    )
  );
  assert.deepEqual(shown, [
    ["button claim", 0, 0, 1000, 200, false],
    ["early", 1, 0, 400, 300, false],
    ["inner", 2, 100, 100, 100, true],
    ["lost", 1, 50, 10, 10, false],
    ["late", 1, 500, 400, 400, false],
  ]);
  assert.deepEqual(rows[0]?.op, "bot.button");
});

Deno.test("spans that are each other's parents are no endless tree", () => {
  const transaction = {
    event_id: eventId,
    type: "transaction",
    platform: "javascript",
    transaction: "x",
    start_timestamp: 0,
    timestamp: 1,
    contexts: { trace: { trace_id: traceId, span_id: spanId } },
    spans: [span("a", "b", 0, 1), span("b", "a", 0, 1), span("c", "c", 0, 1)],
  } satisfies Transaction;
  assert.deepEqual(listSpanRows(transaction).map(({ description }) => description), [
    "x",
    "c",
    "a",
    "b",
  ]);
});

Deno.test("a profile's samples make a tree and the heaviest frames, without what idled", () => {
  const sample = (ms: number, stack: number, thread = "0") => ({
    stack_id: stack,
    thread_id: thread,
    elapsed_since_start_ns: ms * 1e6,
  });
  const profile: Profile = {
    version: "1",
    event_id: eventId,
    platform: "node",
    timestamp: 0,
    device: { architecture: "x64" },
    os: { name: "linux", version: "6" },
    transaction: { id: eventId, name: "x", trace_id: traceId, active_thread_id: "0" },
    profile: {
      // handle 10 ms, handle > render > handle 20 ms, idle 40 ms, handle > render 10 + 10 ms
      samples: [
        sample(0, 0),
        sample(10, 2),
        sample(15, 1, "9"),
        sample(30, 3),
        sample(70, 1),
        sample(80, 1),
      ],
      stacks: [[0], [1, 0], [0, 1, 0], [2]],
      frames: [{ function: "handle", lineno: 1 }, { function: "render" }, { function: "(idle)" }],
    },
  };
  const { roots, heaviest, totalMs, idleMs, samples } = computeProfile(profile);
  assert.deepEqual([totalMs, idleMs, samples], [90, 40, 5]);
  const shape = (nodes: readonly FlameNode[]): unknown =>
    nodes.map(({ frame, totalMs, children }) => [frame.function, totalMs, shape(children)]);
  assert.deepEqual(shape(roots), [
    ["handle", 50, [["render", 40, [["handle", 20, []]]]]],
    ["(idle)", 40, []],
  ]);
  assert.deepEqual(
    heaviest.map(({ frame, selfMs, totalMs }) => [frame.function, selfMs, totalMs]),
    [
      // Called by itself it counts once.
      ["handle", 30, 50],
      ["render", 20, 40],
    ],
  );
});

Deno.test("of a run of calls among libraries the outermost stays, and what of ours it leads to", () => {
  const call = (name: string, totalMs: number, children: readonly FlameNode[] = []): FlameNode => ({
    frame: { function: name, in_app: name.startsWith("our") },
    totalMs,
    children,
  });
  const ours = (ms: number) => call("our callback", ms, [call("parse", 1)]);
  const tree = [
    call("our handler", 20, [
      call("query", 12, [call("send", 5, [ours(4)]), call("receive", 7, [ours(6)])]),
      call("log", 3, [call("write", 3)]),
    ]),
  ];
  const shape = (nodes: readonly FlameNode[]): unknown =>
    nodes.map(({ frame, totalMs, children }) => [frame.function, totalMs, shape(children)]);
  assert.deepEqual(shape(foldForeign(tree)), [
    ["our handler", 20, [
      ["query", 12, [["our callback", 10, [["parse", 2, []]]]]],
      ["log", 3, []],
    ]],
  ]);
});

Deno.test("a run is put together of its check-ins", () => {
  const checkIn = (at: number, id: string, status: "in_progress" | "ok" | "error") => ({
    kind: "check_in",
    no: at,
    at,
    request: 1,
    payload: {
      check_in_id: id,
      monitor_slug: "reminders",
      status,
      ...(status === "ok" && { duration: 0.5 }),
    },
  } satisfies ItemOf<"check_in">);
  const items = [
    checkIn(1000, "a", "in_progress"),
    checkIn(1600, "a", "ok"),
    checkIn(2000, "b", "in_progress"),
    checkIn(9000, "c", "ok"),
  ];
  const [monitor] = listMonitors(items);
  assert.deepEqual(
    monitor?.runs.map((run) => [run.id, run.startedAt, run.status, run.durationMs]),
    [
      // One that only told of its end began as long before as it took.
      ["c", 8500, "ok", 500],
      ["b", 2000, "in_progress", null],
      ["a", 1000, "ok", 500],
    ],
  );
});

Deno.test("a metric's figures, whole and by its attributes", () => {
  const value = (number: number, operation: string): Metric => ({
    timestamp: number,
    trace_id: traceId,
    name: "query",
    type: "distribution",
    unit: "millisecond",
    value: number,
    attributes: {
      operation: { value: operation, type: "string" },
      "sentry.release": { value: `r${number}`, type: "string" },
    },
  });
  const values = Array.from({ length: 100 }, (_, i) => value(i + 1, i < 90 ? "read" : "write"));
  const [query, ...others] = listMetrics(values.toReversed());
  assert.deepEqual(others, []);
  assert.deepEqual(
    [query?.whole.count, query?.whole.p50, query?.whole.p95, query?.whole.p99, query?.whole.latest],
    [100, 50, 95, 99, 100],
  );
  assert.deepEqual(
    query?.groups.map((
      { attributes, count, p50, least, sum },
    ) => [attributes, count, p50, least, sum]),
    [
      [[["operation", "read"]], 90, 45, 1, 4095],
      [[["operation", "write"]], 10, 95, 91, 955],
    ],
  );
});

Deno.test("percentiles are values that were measured", () => {
  assert.equal(percentile([1, 2, 3, 4], 0.5), 2);
  assert.equal(percentile([7], 0.99), 7);
  assert.ok(Number.isNaN(percentile([], 0.5)));
});

Deno.test("errors that are called alike are counted together, with whom they met", () => {
  const error = (no: number, value: string, user: number) => ({
    kind: "event",
    no,
    at: no,
    request: no,
    payload: {
      event_id: eventId,
      timestamp: no,
      platform: "javascript",
      user: { id: user },
      exception: { values: [{ type: "Cause", value: "x" }, { type: "Error", value }] },
    },
  } satisfies ItemOf<"event">);
  const summaries = summariseEvents([error(1, "a", 7), error(2, "b", 7), error(3, "a", 8)]);
  assert.deepEqual(
    summaries.map(({ title, count, users, newest }) => [title, count, users, newest.no]),
    [
      ["Error: a", 2, 2, 3],
      ["Error: b", 1, 1, 2],
    ],
  );
});
