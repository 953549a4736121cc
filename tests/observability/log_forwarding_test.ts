import assert from "node:assert/strict";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import { createLog, getLocalLog, type LogOptions } from "../../src/observability/log.ts";
import { startSentry } from "./start_sentry.ts";

function start(options: Partial<LogOptions> = {}) {
  const { sentry, settled, inbox } = startSentry({ secrets: ["a very secret thing"] });
  const lines: string[] = [];
  const log = createLog({
    level: "info",
    format: "json",
    secrets: [],
    write: (_, line) => void lines.push(line),
    forward: sentry.sendLine,
    ...options,
  });
  return { log, lines, sentry, inbox, settled, telemetry: createTelemetry({ sentry }) };
}

const claim = { name: "button claim", op: "telegram.update", tags: { action: "claim" } };

Deno.test("log: a warning goes to Sentry with its fields, in the trace it was written in", async () => {
  const { log, lines, telemetry, settled } = start();
  log.info("not told");
  await telemetry.isolated(claim, async () => {
    telemetry.setUser({
      id: 7,
      username: null,
      firstName: "Mia",
      lastName: null,
      languageCode: null,
    });
    telemetry.setTag("incident_id", "i-1");
    telemetry.setContext("telegram_update", {
      update_id: 5,
      type: "callback_query",
      chat_type: "group",
      chat_id: -100,
    });
    await telemetry.traced("inner", "test", () => {
      log.child({ attempt: 2 }).warn("Sending {failed}", {
        error: new TypeError("a very secret thing"),
        nothing: undefined,
        waitSeconds: 1.5,
        kinds: ["card"],
      });
      return Promise.resolve();
    });
    log.error("Given up");
  });
  const { logs, transactions: [transaction], violations } = await settled();
  assert.deepEqual(violations, []);
  assert.equal(lines.length, 3);
  assert.deepEqual(logs.map(({ body, level }) => [body, level]), [
    ["Sending {failed}", "warn"],
    ["Given up", "error"],
  ]);
  const attributes = Object.fromEntries(
    Object.entries(logs[0]?.attributes ?? {}).filter(([name]) => !name.startsWith("sentry."))
      .map(([name, { value }]) => [name, value]),
  );
  assert.deepEqual(attributes, {
    updateId: 5,
    chatId: -100,
    incidentId: "i-1",
    userId: 7,
    action: "claim",
    attempt: 2,
    "error.type": "TypeError",
    "error.message": "[secret]",
    waitSeconds: 1.5,
    kinds: '["card"]',
    "user.id": 7,
    "server.address": attributes["server.address"],
  });
  for (const { trace_id } of logs) assert.equal(trace_id, transaction?.contexts.trace.trace_id);
  assert.equal(
    logs[0]?.attributes?.["sentry.trace.parent_span_id"]?.value,
    transaction?.spans[0]?.span_id,
  );
});

Deno.test("log: lines say which work they were written in, with Sentry off too", async () => {
  const { log, lines } = start();
  const telemetry = createTelemetry({ sentry: null });
  await telemetry.isolated(claim, async () => {
    telemetry.setTag("organisation_id", "o-1");
    await telemetry.within({ name: "part", op: "test", tags: { incident_id: "i-1" } }, () => {
      log.info("within", { incidentId: "as said" });
      return Promise.resolve();
    });
    log.info("after");
  });
  log.info("outside");
  assert.deepEqual(lines.map((line) => JSON.parse(line).fields), [
    { organisationId: "o-1", incidentId: "as said", action: "claim" },
    { organisationId: "o-1", action: "claim" },
    {},
  ]);
});

Deno.test("log: warnings go to Sentry though only errors are printed", async () => {
  const { log, lines, settled } = start({ level: "error" });
  log.info("1");
  log.warn("2");
  log.error("3");
  const { logs } = await settled();
  assert.deepEqual(logs.map(({ body }) => body), ["2", "3"]);
  assert.equal(lines.length, 1);
});

Deno.test("log: what tells of Sentry itself is not told to Sentry", async () => {
  const { lines, settled } = start();
  getLocalLog().warn("Sentry did not get all that it was told");
  const { logs } = await settled();
  assert.deepEqual(logs, []);
  assert.equal(lines.length, 1);
});
