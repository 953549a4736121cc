/** Profiles in Sentry's format, version 1, beside the transaction that they are of. */
import assert from "node:assert/strict";
import * as Sentry from "@sentry/deno";
import { eventId, inboxTest, sdkTest, spanId, traceId } from "./stage.ts";

const otherId = "d4b66fd6a74040059b43866d53a59993";
const start = 1_795_646_900;

const sample = (ms: number, stack: number) => ({
  stack_id: stack,
  thread_id: "0",
  elapsed_since_start_ns: String(ms * 1e6),
});

const transaction = {
  event_id: eventId,
  type: "transaction",
  platform: "javascript",
  transaction: "button claim",
  start_timestamp: start,
  timestamp: start + 0.05,
  contexts: { trace: { trace_id: traceId, span_id: spanId } },
  spans: [],
};

const profile = {
  version: "1",
  event_id: otherId,
  platform: "node",
  timestamp: new Date(start * 1000).toISOString(),
  release: "roadcall@0.1.0",
  environment: "test",
  device: { architecture: "x64" },
  os: { name: "linux", version: "6" },
  runtime: { name: "deno", version: "2.9.6" },
  transaction: { id: eventId, name: "button claim", trace_id: traceId, active_thread_id: "0" },
  profile: {
    samples: [sample(1, 0), sample(11, 1), sample(21, 1)],
    stacks: [[0], [1, 0]],
    frames: [
      { function: "handle", filename: "app:///main.ts", lineno: 3, in_app: true },
      { function: "render", filename: "app:///render.ts", lineno: 9, in_app: true },
    ],
    thread_metadata: { "0": { name: "main" } },
  },
};

function lines(change: Partial<typeof profile> = {}): readonly unknown[] {
  return [
    { event_id: eventId },
    { type: "transaction" },
    transaction,
    { type: "profile" },
    { ...profile, ...change },
  ];
}

inboxTest("a profile comes with its transaction, its numbers read", async ({ inbox, post }) => {
  assert.equal((await post(lines())).status, 200);
  const [received] = inbox.profiles;
  assert.equal(received?.timestamp, start);
  assert.deepEqual(received?.profile.samples.map((one) => one.elapsed_since_start_ns), [
    1e6,
    11e6,
    21e6,
  ]);
  assert.equal(inbox.transactions.length, 1);
  assert.deepEqual(inbox.violations, []);
});

inboxTest("what Sentry would refuse of a profile, and what it could not show", async (stage) => {
  const { inbox, post } = stage;
  const { profile: samples } = profile;
  await post([{ event_id: eventId }, { type: "profile" }, profile]);
  const changes: Partial<typeof profile>[] = [
    { transaction: { ...profile.transaction, id: otherId, trace_id: otherId } },
    { profile: { ...samples, samples: [sample(1, 0), sample(2, 7)] } },
    { profile: { ...samples, stacks: [[0], [5]] } },
    { profile: { ...samples, samples: [sample(1, 0)] } },
    { profile: { ...samples, samples: [sample(9, 0), sample(1, 0), sample(12, 0)] } },
    { profile: { ...samples, samples: [sample(1, 0), sample(31_000, 0)] } },
    { timestamp: new Date(start * 1000 - 400).toISOString() },
    { profile: { ...samples, thread_metadata: { "0": { name: "" } } } },
  ];
  for (const change of changes) await post(lines(change));
  assert.deepEqual(inbox.violations.map(({ request, problem }) => [request, problem]), [
    [1, "its transaction is not in the same envelope"],
    [2, "it names another transaction than the envelope's"],
    [2, "it names another trace"],
    [3, "a sample names a stack that is not there"],
    [4, "a stack names a frame that is not there"],
    [5, "fewer than two samples of the active thread"],
    [6, "its samples are not in order"],
    [7, "it has samples from after its transaction's end"],
    [7, "longer than 30 seconds"],
    [8, "it starts before its transaction"],
    [9, "thread 0 has no name"],
  ]);
});

inboxTest("a profile of another version is not read", async ({ inbox, post }) => {
  await post(lines({ version: "2" }));
  assert.deepEqual(inbox.profiles, []);
  assert.match(inbox.violations[0]?.problem ?? "", /^version: /);
});

sdkTest("a profile put into the envelope of the SDK's own transaction", async ({ inbox }) => {
  const client = Sentry.getClient();
  client?.on("beforeEnvelope", (envelope) => {
    for (const item of envelope[1]) {
      if (item[0].type !== "transaction") continue;
      const event: unknown = item[1];
      const { event_id: id, start_timestamp: startedAt, contexts } = Object(event);
      const item1 = {
        ...profile,
        timestamp: new Date(startedAt * 1000).toISOString(),
        transaction: { ...profile.transaction, id, trace_id: contexts.trace.trace_id },
        profile: { ...profile.profile, samples: [sample(0, 0), sample(0.01, 1)] },
      };
      Object.assign(envelope, [envelope[0], [...envelope[1], [{ type: "profile" }, item1]]]);
      break;
    }
  });
  Sentry.startSpan({ name: "button claim" }, () => {});
  const received = await inbox.until(() => inbox.profiles[0], { what: "the profile" });
  assert.equal(received.transaction.id, inbox.transactions[0]?.event_id);
  assert.deepEqual(inbox.violations, []);
});
