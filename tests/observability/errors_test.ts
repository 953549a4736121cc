import assert from "node:assert/strict";
import * as v from "valibot";
import type { MetricSink } from "../../src/desk/ports.ts";
import {
  createTelemetry,
  type TelemetryOptions,
} from "../../src/observability/create_telemetry.ts";
import type { SentryInbox } from "../../tools/sentry_inbox/control.ts";
import { startSentry } from "./start_sentry.ts";

function start(options: Partial<TelemetryOptions> = {}) {
  const time = { now: 0 };
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry, now: () => time.now, ...options });
  return { telemetry, time, settled };
}

/** The figures of one name: value and attributes, without what all of them carry. */
function listFigures({ metrics }: SentryInbox, name: string) {
  return metrics.filter((metric) => metric.name === name).map(({ value, attributes }) => ({
    value,
    ...Object.fromEntries(
      Object.entries(attributes ?? {}).filter(([key]) => !key.startsWith("sentry."))
        .map(([key, attribute]) => [key, attribute.value]),
    ),
  }));
}

const inSomePiece = { name: "button claim", op: "telegram.update" };

Deno.test("errors: an expected one is counted by its kind, and is no event", async () => {
  const expected = new Error("Forbidden: bot was blocked by the user");
  const { telemetry, settled } = start({
    findExpected: (error) =>
      error === expected ? { kind: "bot_was_blocked", method: "sendMessage" } : null,
  });
  telemetry.captureException(expected);
  telemetry.captureException(expected);
  const inbox = await settled();
  assert.equal(inbox.events.length, 0);
  assert.deepEqual(listFigures(inbox, "errors"), []);
  assert.deepEqual(listFigures(inbox, "telegram.expected_error"), [
    { value: 2, kind: "bot_was_blocked", method: "sendMessage" },
  ]);
});

Deno.test("errors: an expected one that outlived its retries is an event after all", async () => {
  const { telemetry, settled } = start({
    findExpected: () => ({ kind: "rate_limited", method: "sendMessage" }),
  });
  const error = new Error("Too Many Requests: retry after 5");
  telemetry.captureException(error);
  telemetry.captureException(error, { outlivedRetries: true });
  const inbox = await settled();
  assert.equal(inbox.events.length, 1);
  assert.equal(listFigures(inbox, "telegram.expected_error").length, 1);
  assert.equal(listFigures(inbox, "errors").length, 1);
});

Deno.test("errors: each is counted with type, level, recurrence and whom it hit", async () => {
  const { telemetry, settled } = start();
  const user = { id: 7, username: null, firstName: "Mia", lastName: null, languageCode: null };
  const fail = () => telemetry.captureException(new TypeError("broken"), { level: "fatal" });
  fail();
  await telemetry.isolated(inSomePiece, () => {
    telemetry.setUser(user);
    fail();
    return Promise.resolve();
  });
  telemetry.captureException("thrown words", { tags: { user_id: 9 } });
  const inbox = await settled();
  assert.deepEqual(listFigures(inbox, "errors"), [
    { value: 1, type: "TypeError", recurrence: "new", level: "fatal" },
    { value: 1, type: "TypeError", recurrence: "recurring", level: "fatal", user_id: 7 },
    { value: 1, type: "thrown string", recurrence: "new", level: "error", user_id: 9 },
  ]);
  assert.deepEqual(inbox.violations, []);
});

Deno.test("errors: the same object, caught in one layer after another, is one", async () => {
  const { telemetry, settled } = start();
  const error = new Error("broken");
  telemetry.captureException(error);
  telemetry.captureException(error);
  const inbox = await settled();
  assert.equal(inbox.events.length, 1);
  assert.equal(listFigures(inbox, "errors").length, 1);
});

Deno.test("errors: of a storm 20 a minute are sent, and the others are counted", async () => {
  const { telemetry, time, settled } = start();
  const rage = (count: number) => {
    for (let index = 0; index < count; index++) {
      telemetry.captureException(new Error(`storm ${index}`));
    }
  };
  rage(50);
  telemetry.captureException(new Error("another"));
  time.now = 59_999;
  rage(10);
  let inbox = await settled();
  assert.equal(inbox.events.length, 21);
  const errors = listFigures(inbox, "errors");
  assert.equal(errors.reduce((sum, { value }) => sum + Number(value), 0), 61);
  assert.deepEqual(listFigures(inbox, "errors.suppressed"), [{ value: 40, type: "Error" }]);
  time.now = 60_000;
  rage(30);
  inbox = await settled();
  assert.equal(inbox.events.length, 41);
});

Deno.test("errors: like words from two places are two errors", async () => {
  const { telemetry, settled } = start();
  const one = () => new Error("broken");
  const other = () => new Error("broken");
  for (let index = 0; index < 20; index++) {
    telemetry.captureException(one());
    telemetry.captureException(other());
  }
  assert.equal((await settled()).events.length, 40);
});

Deno.test("errors: a thrown object tells of its fields' names, not of what they hold", async () => {
  const { telemetry, settled } = start();
  // Put together, or the lines of source around the error would have them.
  const words = ["the brakes", "smell"].join(" ");
  telemetry.captureException({ code: 5, text: words });
  telemetry.captureException(Object.assign(new Error("refused"), { detail: words }));
  const inbox = await settled();
  assert.equal(inbox.events.length, 2);
  assert.deepEqual(inbox.find(words), []);
});

Deno.test("errors: causes and the parts of an aggregate come along", async () => {
  const { telemetry, settled } = start();
  const error = new AggregateError(
    [new RangeError("one"), new TypeError("two", { cause: new Error("below two") })],
    "both",
  );
  telemetry.captureException(error);
  const { events: [event] } = await settled();
  assert.deepEqual(
    event?.exception?.values.map(({ value }) => value).toSorted(),
    ["below two", "both", "one", "two"],
  );
});

Deno.test("errors: our own frames have their lines, and packages are not taken for ours", async () => {
  const { telemetry, settled } = start();
  try {
    v.parse(v.string(), 5);
  } catch (error) {
    telemetry.captureException(error);
  }
  telemetry.captureException(new Error("here"));
  const { events: [ofPackage, event] } = await settled();
  const frame = event?.exception?.values[0]?.stacktrace?.frames.at(-1);
  assert.equal(frame?.filename, "tests/observability/errors_test.ts");
  assert.equal(frame?.in_app, true);
  assert.ok(frame?.context_line?.includes('new Error("here")'), frame?.context_line ?? "");
  assert.equal(frame?.pre_context?.length, 7);
  const frames = ofPackage?.exception?.values[0]?.stacktrace?.frames ?? [];
  const theirs = frames.filter(({ filename }) => filename?.startsWith("npm:valibot@"));
  assert.ok(theirs.length > 0);
  assert.ok(theirs.every(({ in_app, context_line }) => in_app === false && !context_line));
});

Deno.test("errors: with Sentry off they are counted where figures go, and nothing breaks", async () => {
  const counted: unknown[][] = [];
  const sink: MetricSink = {
    count: (...figure) => void counted.push(figure),
    gauge: (...figure) => void counted.push(figure),
    distribution: (...figure) => void counted.push(figure),
  };
  const telemetry = createTelemetry({ sentry: null, sinks: [sink] });
  await telemetry.isolated(inSomePiece, async (span) => {
    span.setAttribute("a", 1);
    await telemetry.traced(
      "x",
      "y",
      () => Promise.resolve(telemetry.distribution("tick.duration", 5)),
    );
    telemetry.captureException(new Error("broken"));
    telemetry.captureMessage("said", "warning");
    telemetry.addBreadcrumb({ category: "query", message: "m" });
    telemetry.gauge("delivery.backlog", 3);
  });
  assert.deepEqual(counted, [
    ["tick.duration", 5],
    ["errors", 1, { type: "Error", recurrence: "new", level: "error" }],
    ["delivery.backlog", 3],
  ]);
});

Deno.test("errors: whatever is thrown, and whatever breaks in the telling, nothing comes of it", async () => {
  const { telemetry, settled } = start();
  const prototypeless: unknown = Object.create(null);
  const unreadable = new Proxy({}, {
    ownKeys: () => assert.fail("nobody may look"),
    get: () => assert.fail("nobody may look"),
  });
  for (const thrown of [prototypeless, unreadable, null, undefined, Symbol("x"), 5n, () => {}]) {
    telemetry.captureException(thrown);
  }
  assert.equal((await settled()).events.length, 6);

  const broken = start({
    findExpected: () => assert.fail("the table is broken"),
  });
  broken.telemetry.captureException(new Error("broken"));
  assert.equal((await broken.settled()).events.length, 0);
});
