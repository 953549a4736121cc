import assert from "node:assert/strict";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import type { ProfilePayload } from "../../src/observability/profiler/sample_profile.ts";
import type { ProfiledTransaction } from "../../src/observability/sentry_link.ts";
import { startSentry } from "./start_sentry.ts";

/** Telemetry at a rate of 0.1 whose clock and chance are the test's. */
function startAt(chance: number, tracesSampleRate = 0.1) {
  const time = { now: 1000 };
  const started = startSentry({ tracesSampleRate });
  const profiles: ProfiledTransaction[] = [];
  const telemetry = createTelemetry({
    sentry: started.sentry,
    now: () => time.now,
    random: () => chance,
    profiler: {
      start: () => ({
        stop: () => {},
        finish: (transaction) => {
          profiles.push(transaction);
          return Promise.resolve(describeProfile(transaction));
        },
      }),
    },
  });
  return { ...started, telemetry, time, profiles };
}

function describeProfile(transaction: ProfiledTransaction): ProfilePayload {
  return {
    event_id: "0123456789abcdef0123456789abcdef",
    version: "1",
    release: "roadcall@test",
    environment: "test",
    platform: "node",
    timestamp: new Date(transaction.start * 1000).toISOString(),
    os: { name: "Linux", version: "" },
    runtime: { name: "deno", version: "2.9.6" },
    device: { architecture: "x86_64", is_emulator: false, locale: "", manufacturer: "", model: "" },
    transaction: {
      name: transaction.name,
      id: transaction.eventId,
      trace_id: transaction.traceId,
      active_thread_id: "0",
    },
    profile: {
      samples: [
        { stack_id: 0, thread_id: "0", elapsed_since_start_ns: "0" },
        { stack_id: 0, thread_id: "0", elapsed_since_start_ns: "1000000" },
      ],
      stacks: [[0]],
      frames: [{ function: "work", in_app: true }],
      thread_metadata: { "0": { name: "main" } },
    },
  };
}

const press = { name: "button claim", op: "telegram.update" };

Deno.test("sampling: below the rate a transaction is sent, at it not, and the rate is said", async () => {
  for (const [chance, sent] of [[0.0999, 1], [0.1, 0]] as const) {
    const { telemetry, settled } = startAt(chance);
    await telemetry.isolated(press, () => Promise.resolve());
    const inbox = await settled();
    assert.equal(inbox.transactions.length, sent);
    if (sent === 0) continue;
    const [transaction] = inbox.transactions;
    assert.equal(transaction?.contexts.trace.data?.["sentry.sample_rate"], 0.1);
    const header = JSON.parse(inbox.requests[0]?.text.split("\n")[0] ?? "");
    assert.equal(header.trace.sample_rate, "0.1");
    assert.equal(header.trace.sample_rand, "0.0999");
    assert.equal(header.trace.sampled, "true");
    assert.equal(header.trace.public_key, inbox.publicKey);
  }
});

Deno.test("sampling: whatever failed or was slow is sent, and said to be sent always", async () => {
  const ways = {
    rejects: (telemetry) =>
      telemetry.isolated(press, () => Promise.reject(new Error("no"))).catch(() => {}),
    "fails without rejecting": (telemetry) =>
      telemetry.isolated(press, (span) => Promise.resolve(span.fail())),
    "has an error captured within": (telemetry) =>
      telemetry.isolated(press, () =>
        telemetry.traced("inner", "test", () => {
          telemetry.captureException(new Error("no"));
          return Promise.resolve();
        })),
    "has a part that failed and was healed": (telemetry) =>
      telemetry.isolated(
        press,
        () => telemetry.within(press, () => Promise.reject(new Error("no"))).catch(() => {}),
      ),
    "took over a second": (telemetry, time) =>
      telemetry.isolated(press, () => {
        time.now += 1001;
        return Promise.resolve();
      }),
  } satisfies Record<
    string,
    (telemetry: ReturnType<typeof startAt>["telemetry"], time: { now: number }) => Promise<unknown>
  >;
  for (const [way, run] of Object.entries(ways)) {
    const { telemetry, time, settled } = startAt(0.5);
    await run(telemetry, time);
    const { transactions: [transaction], violations } = await settled();
    assert.equal(transaction?.contexts.trace.data?.["sentry.sample_rate"], 1, way);
    const status = way === "took over a second" ? "ok" : "internal_error";
    assert.equal(transaction?.contexts.trace.status, status, way);
    assert.deepEqual(violations, []);
  }
});

Deno.test("sampling: a statement that failed and was healed keeps nothing", async () => {
  const { telemetry, settled, time } = startAt(0.5);
  await telemetry.isolated(press, async () => {
    await telemetry.traced("savepoint", "db", () => Promise.reject(new Error("no"))).catch(
      () => {},
    );
    time.now += 1000;
  });
  assert.equal((await settled()).transactions.length, 0);
});

Deno.test("sampling: at a rate of 0 there are no spans, even of what failed; errors arrive", async () => {
  const { telemetry, settled } = startAt(0, 0);
  await telemetry.isolated(press, async () => {
    await telemetry.traced("inner", "test", () => {
      telemetry.captureException(new Error("no"));
      return Promise.resolve();
    });
    throw new Error("no");
  }).catch(() => {});
  const { transactions, events: [event], violations } = await settled();
  assert.equal(transactions.length, 0);
  assert.equal(event?.transaction, "button claim");
  assert.deepEqual(violations, []);
});

Deno.test("sampling: spans say what they were, how long, and whether they failed", async () => {
  const { telemetry, settled, time } = startAt(0);
  await telemetry.isolated({ ...press, attributes: { chat_type: "group" } }, async (root) => {
    root.rename("button resolve");
    root.setAttribute("presses", 2);
    time.now += 10;
    await telemetry.traced("claim_incident", "db.update", async (outer) => {
      await telemetry.traced("update incidents", "db.query", () => {
        time.now += 5;
        return Promise.reject(new Error("no"));
      }, { "db.system": "postgresql" }).catch(() => {});
      outer.setAttribute("rows", 1);
      outer.rename("claim");
    });
    void telemetry.traced("never awaited", "test", () => new Promise(() => {}));
  });
  const { transactions: [transaction], violations } = await settled();
  assert.deepEqual(violations, []);
  assert.ok(transaction);
  assert.equal(transaction.transaction, "button resolve");
  const { data, status } = transaction.contexts.trace;
  assert.equal(status, "ok");
  assert.deepEqual([data?.chat_type, data?.presses], ["group", 2]);
  const ms = (from: number, to: number) => Math.round((to - from) * 1000);
  assert.deepEqual(
    transaction.spans.map((span) => ({
      name: span.description,
      op: span.op,
      status: span.status,
      begins: ms(transaction.start_timestamp, span.start_timestamp),
      lasts: ms(span.start_timestamp, span.timestamp),
      rows: span.data?.rows,
      system: span.data?.["db.system"],
    })),
    [
      {
        name: "claim",
        op: "db.update",
        status: "ok",
        begins: 10,
        lasts: 5,
        rows: 1,
        system: undefined,
      },
      {
        name: "update incidents",
        op: "db.query",
        status: "internal_error",
        begins: 10,
        lasts: 5,
        rows: undefined,
        system: "postgresql",
      },
      {
        name: "never awaited",
        op: "test",
        status: "ok",
        begins: 15,
        lasts: 0,
        rows: undefined,
        system: undefined,
      },
    ],
  );
  const { span_id: root } = transaction.contexts.trace;
  const [outer, inner, last] = transaction.spans;
  assert.deepEqual(
    transaction.spans.map((span) => span.parent_span_id),
    [root, outer?.span_id, root],
  );
  const ids = [root, outer?.span_id, inner?.span_id, last?.span_id];
  assert.equal(new Set(ids).size, 4);
  for (const id of ids) assert.match(id ?? "", /^[0-9a-f]{16}$/);
});

Deno.test("sampling: what goes on after its piece is shown up to there, and what begins then not at all", async () => {
  const { telemetry, settled, time } = startAt(0);
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let lasting = Promise.resolve();
  await telemetry.isolated(press, () => {
    lasting = telemetry.traced("outlasts it", "test", async () => {
      await over;
      await telemetry.traced("comes later", "test", () => Promise.resolve());
    });
    time.now += 5;
    return Promise.resolve();
  });
  time.now += 100;
  end();
  await lasting;
  const { transactions: [transaction], violations } = await settled();
  assert.deepEqual(violations, []);
  assert.deepEqual(
    transaction?.spans.map(({ description, timestamp }) => [
      description,
      Math.round((timestamp - transaction.timestamp) * 1000),
    ]),
    [["outlasts it", 0]],
  );
});

Deno.test("sampling: of a great many spans, as many are sent as Sentry takes", async () => {
  const { telemetry, settled } = startAt(0);
  await telemetry.isolated(press, async () => {
    for (let count = 0; count < 1200; count++) {
      await telemetry.traced("step", "test", () => Promise.resolve());
    }
  });
  const { transactions: [transaction], violations } = await settled();
  assert.equal(transaction?.spans.length, 1000);
  assert.deepEqual(violations, []);
});

Deno.test("profiles: one that the rate has chosen is profiled, and its profile comes with it", async () => {
  const { telemetry, settled, profiles, time } = startAt(0);
  await telemetry.isolated(press, () => {
    time.now += 7;
    return Promise.resolve();
  });
  const inbox = await settled();
  const { transactions: [transaction], profiles: [profile], violations } = inbox;
  assert.deepEqual(violations, []);
  assert.equal(transaction?.contexts.profile?.profile_id, profile?.event_id);
  assert.equal(profile?.transaction.trace_id, transaction?.contexts.trace.trace_id);
  assert.equal(profile?.transaction.id, transaction?.event_id);
  assert.deepEqual([profiles[0]?.startedAt, profiles[0]?.endedAt], [1000, 1007]);
  assert.equal(inbox.requests.length, 1);
});

Deno.test("profiles: what the rate has not chosen is not profiled, though it may be sent", async () => {
  const { telemetry, settled, profiles } = startAt(0.5);
  await telemetry.isolated(press, (span) => Promise.resolve(span.fail()));
  const { transactions } = await settled();
  assert.equal(transactions.length, 1);
  assert.equal(profiles.length, 0);
});

Deno.test("profiles: a profiler that breaks costs the profile, not the transaction", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({
    sentry,
    profiler: {
      start: () => ({ stop: () => {}, finish: () => Promise.reject(new Error("broken")) }),
    },
  });
  await telemetry.isolated(press, () => Promise.resolve());
  assert.equal((await settled()).transactions.length, 1);
});
