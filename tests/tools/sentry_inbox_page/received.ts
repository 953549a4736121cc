/** An incident's worth of what a program sends, for the page to show. */
import type { InboxOptions, SentryInbox } from "../../../tools/sentry_inbox/control.ts";
import { createInbox } from "../../../tools/sentry_inbox/create_inbox.ts";
import { createInboxPage } from "../../../tools/sentry_inbox/page/create_page.tsx";
import { eventId, renderEnvelope, spanId, traceId } from "../sentry_inbox/stage.ts";

/** 25 November 2026, 12:00:00 UTC, in seconds since the epoch. */
export const noon = 1_795_608_000;
const otherId = "d4b66fd6a74040059b43866d53a59993";
const evil = '<img src=x onerror="alert(1)">';

export function createShownInbox(options: InboxOptions = {}): SentryInbox {
  return createInbox({
    now: () => (noon + 60) * 1000,
    ...options,
    page: (made) => createInboxPage(made, { chats: () => "http://127.0.0.1:8081" }),
  });
}

/** Sends it past the network, as a client would. */
export async function send(inbox: SentryInbox, lines: readonly unknown[]): Promise<void> {
  const answer = await inbox.app.request(
    `http://127.0.0.1/api/${inbox.projectId}/envelope/?sentry_key=${inbox.publicKey}`,
    { method: "POST", body: renderEnvelope(lines) },
  );
  if (answer.status !== 200) throw new Error(await answer.text());
}

const trace = { trace_id: traceId, span_id: spanId };

/** A claim that failed, with its profile. */
export const claim: readonly unknown[] = [
  { event_id: eventId },
  { type: "transaction" },
  {
    event_id: eventId,
    type: "transaction",
    platform: "javascript",
    transaction: "button claim",
    start_timestamp: noon,
    timestamp: noon + 0.1,
    user: { id: 7, username: "mia" },
    tags: { incident_id: "0042", group: evil },
    contexts: { trace: { ...trace, op: "bot.button", status: "internal_error" } },
    spans: [
      {
        ...trace,
        span_id: "1".repeat(16),
        parent_span_id: spanId,
        op: "db.update",
        description: "claim_incident",
        status: "internal_error",
        start_timestamp: noon + 0.01,
        timestamp: noon + 0.04,
      },
      {
        ...trace,
        span_id: "2".repeat(16),
        parent_span_id: "1".repeat(16),
        op: "db.query",
        description: `update incident set claimed = $1 where id = $2 -- ${evil}`,
        start_timestamp: noon + 0.02,
        timestamp: noon + 0.03,
        data: { "db.system": "postgresql", rows: 1 },
      },
      {
        ...trace,
        span_id: "3".repeat(16),
        parent_span_id: spanId,
        op: "http.client",
        description: "telegram.answerCallbackQuery",
        start_timestamp: noon + 0.05,
        timestamp: noon + 0.09,
      },
    ],
  },
  { type: "profile" },
  {
    version: "1",
    event_id: otherId,
    platform: "node",
    timestamp: noon,
    device: { architecture: "x64" },
    os: { name: "linux", version: "6" },
    transaction: { id: eventId, name: "button claim", trace_id: traceId, active_thread_id: "0" },
    profile: {
      samples: [0, 10, 20, 30].map((ms, i) => ({
        stack_id: i % 2,
        thread_id: "0",
        elapsed_since_start_ns: String(ms * 1e6),
      })),
      stacks: [[0], [1, 0]],
      frames: [
        { function: "handleUpdate", filename: "app:///src/handle.ts", lineno: 3, in_app: true },
        { function: evil, filename: "lib.js", lineno: 9, in_app: false },
      ],
      thread_metadata: { "0": { name: "main" } },
    },
  },
];

/** What broke the claim, with its cause. */
export const error: readonly unknown[] = [
  { event_id: otherId },
  { type: "event" },
  {
    event_id: otherId,
    timestamp: noon + 0.04,
    platform: "javascript",
    level: "error",
    transaction: "button claim",
    release: "roadcall@0.1.0",
    user: { id: 7, username: "mia" },
    tags: { incident_id: "0042" },
    contexts: { trace: { ...trace, span_id: "1".repeat(16) }, incident: { number: "0042" } },
    // The newest first, as nobody wants to read them.
    breadcrumbs: [
      { timestamp: noon + 0.03, category: "query", message: "claim_incident", level: "error" },
      { timestamp: noon + 0.01, category: "button", message: `claim ${evil}`, data: { rows: 1 } },
    ],
    exception: {
      values: [
        { type: "PostgresError", value: "deadlock detected" },
        {
          type: "ClaimError",
          value: `0042 could not be claimed ${evil}`,
          mechanism: { type: "generic", handled: false },
          stacktrace: {
            frames: [
              { function: "query", filename: "npm:/postgres/connection.js", lineno: 7 },
              {
                function: "claim",
                filename: "app:///src/desk/claim.ts",
                lineno: 42,
                colno: 9,
                in_app: true,
                pre_context: ["const row = await lock();"],
                context_line: "throw new ClaimError(row);",
                post_context: ["}"],
              },
            ],
          },
        },
      ],
    },
  },
];

export function createLog(body: string, seconds = 0.05): readonly unknown[] {
  return [
    {},
    { type: "log", item_count: 1, content_type: "application/vnd.sentry.items.log+json" },
    {
      items: [{
        timestamp: noon + seconds,
        level: "warn",
        body,
        trace_id: traceId,
        attributes: { update: { value: 5, type: "integer" } },
      }],
    },
  ];
}

const metric = (name: string, type: string, value: number, operation: string) => ({
  timestamp: noon + value / 1000,
  trace_id: traceId,
  name,
  type,
  value,
  ...(type === "distribution" && { unit: "millisecond" }),
  attributes: { operation: { value: operation, type: "string" } },
});

export const metrics: readonly unknown[] = [
  {},
  {
    type: "trace_metric",
    item_count: 4,
    content_type: "application/vnd.sentry.items.trace-metric+json",
  },
  {
    items: [
      metric("query", "distribution", 10, "claim_incident"),
      metric("query", "distribution", 30, "claim_incident"),
      metric("query", "distribution", 2, "get_incident"),
      metric("backlog", "gauge", 5, "all"),
    ],
  },
];

export function createCheckIn(id: string, status: string): readonly unknown[] {
  return [{}, { type: "check_in" }, {
    check_in_id: id.repeat(32),
    monitor_slug: "reminders",
    status,
    ...(status !== "in_progress" && { duration: 0.25 }),
    monitor_config: { schedule: { type: "crontab", value: "* * * * *" }, checkin_margin: 2 },
  }];
}

/** All of it. */
export async function sendIncident(inbox: SentryInbox): Promise<void> {
  await send(inbox, claim);
  await send(inbox, error);
  await send(inbox, createLog("the answer took long"));
  await send(inbox, metrics);
  await send(inbox, createCheckIn("a", "in_progress"));
  await send(inbox, createCheckIn("a", "ok"));
  await send(inbox, createCheckIn("b", "error"));
}
