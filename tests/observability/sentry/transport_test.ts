import assert from "node:assert/strict";
import * as Sentry from "@sentry/deno";
import {
  createSentryTransport,
  type Envelope,
  mostWaiting,
} from "../../../src/observability/sentry/transport.ts";
import { createInbox } from "../../../tools/sentry_inbox/create_inbox.ts";
import { askInbox } from "../start_sentry.ts";

/** A transport to an inbox, with what it says was lost. */
function start(options: { requestMs?: number; fetch?: typeof fetch } = {}) {
  const inbox = createInbox();
  const lost: Record<string, number> = {};
  const transport = createSentryTransport({
    url: `http://127.0.0.1/api/${inbox.projectId}/envelope/?sentry_key=${inbox.publicKey}`,
    recordDroppedEvent: () => assert.fail("the transport keeps its own account"),
  }, {
    scrub: () => {},
    lose: (reason, items) => {
      lost[reason] = (lost[reason] ?? 0) + items;
    },
    fetch: askInbox(inbox),
    ...options,
  });
  return { inbox, transport, lost };
}

function envelopeOf(type: "event" | "transaction" = "event"): Envelope {
  const event: Sentry.Event = {
    event_id: crypto.randomUUID().replaceAll("-", ""),
    timestamp: 1,
    platform: "javascript",
  };
  return [{ event_id: event.event_id ?? "", sent_at: "" }, [[{ type }, event]]];
}

Deno.test("transport: what is sent goes out after whoever sent it has gone on", async () => {
  let asked = 0;
  const { transport } = start({
    fetch: () => {
      asked++;
      return Promise.resolve(new Response("{}"));
    },
  });
  const sent = transport.send(envelopeOf());
  await Promise.resolve();
  assert.equal(asked, 0);
  await sent;
  assert.equal(asked, 1);
});

Deno.test("transport: a Sentry that never answers is given up after a while", async () => {
  const { transport, lost } = start({
    requestMs: 20,
    fetch: (_, init) => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>();
      // As a request that is under way does, it keeps the program running.
      const underWay = setTimeout(() => resolve(new Response("{}")), 10_000);
      init?.signal?.addEventListener("abort", () => {
        clearTimeout(underWay);
        reject(init.signal?.reason);
      });
      return promise;
    },
  });
  await transport.send(envelopeOf());
  assert.deepEqual(lost, { network_error: 1 });
});

Deno.test("transport: to a slow Sentry few requests are open at once, and few enough wait", async () => {
  let open = 0;
  let most = 0;
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const { transport, lost } = start({
    async fetch() {
      most = Math.max(most, ++open);
      await answered;
      open--;
      return new Response("{}");
    },
  });
  for (let index = 0; index < mostWaiting + 100; index++) void transport.send(envelopeOf());
  assert.deepEqual(lost, { queue_overflow: 100 });
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(most, 4);
  // Where the program ends, there is no later.
  assert.equal(await transport.flush(10), false);
  assert.equal(most, 32);
  answer();
  assert.equal(await transport.flush(5000), true);
  assert.deepEqual(lost, { queue_overflow: 100 });
});

Deno.test("transport: what went wrong goes before what went well, and takes its room", async () => {
  const order: string[] = [];
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const { transport, lost } = start({
    async fetch(_, init) {
      order.push(String(init?.body).includes('"type":"event"') ? "event" : "transaction");
      await answered;
      return new Response("{}");
    },
  });
  for (let index = 0; index < mostWaiting; index++) void transport.send(envelopeOf("transaction"));
  for (let index = 0; index < 3; index++) void transport.send(envelopeOf("event"));
  assert.deepEqual(lost, { queue_overflow: 3 });
  answer();
  await transport.flush(5000);
  assert.equal(order.length, mostWaiting);
  assert.deepEqual(order.slice(0, 4), ["event", "event", "event", "transaction"]);
});

Deno.test("transport: when Sentry wants no more of a kind, it gets none, even of what waits", async () => {
  const { inbox, transport, lost } = start();
  inbox.setFault({
    times: 1,
    itemType: "transaction",
    status: 429,
    rateLimits: "60:transaction:organization",
  });
  const transactions = Array.from({ length: 50 }, () => envelopeOf("transaction"));
  await Promise.all(
    [...transactions, envelopeOf("event")].map((envelope) => transport.send(envelope)),
  );
  // Those that were on their way with the first could not know.
  assert.ok(inbox.requests.length <= 5, String(inbox.requests.length));
  assert.equal(inbox.events.length, 1);
  const told = (lost["status 429"] ?? 0) + (lost.ratelimit_backoff ?? 0);
  assert.equal(told + inbox.transactions.length + inbox.others.length, 50);
});

Deno.test("transport: whatever Sentry refuses is lost, and said to be", async () => {
  const { inbox, transport, lost } = start();
  for (const status of [400, 401, 403, 413, 500, 503]) {
    inbox.setFault({ times: 1, status });
    await transport.send(envelopeOf());
  }
  assert.deepEqual(lost, {
    "status 400": 1,
    "status 401": 1,
    "status 403": 1,
    send_error: 1,
    "status 500": 1,
    "status 503": 1,
  });
});

Deno.test("transport: an unreachable Sentry is no error of ours", async () => {
  const { transport, lost } = start({
    fetch: () => Promise.reject(new TypeError("connection refused")),
  });
  assert.deepEqual(await transport.send(envelopeOf()), {});
  assert.deepEqual(lost, { network_error: 1 });
});

Deno.test("transport: what cannot be scrubbed is not sent", async () => {
  const inbox = createInbox();
  const lost: string[] = [];
  const transport = createSentryTransport(
    { url: "http://127.0.0.1/", recordDroppedEvent: () => {} },
    {
      scrub: () => {
        throw new Error("broken");
      },
      lose: (reason) => void lost.push(reason),
      fetch: askInbox(inbox),
    },
  );
  await transport.send(envelopeOf());
  assert.deepEqual(lost, ["not_scrubbed"]);
  assert.equal(inbox.requests.length, 0);
});
