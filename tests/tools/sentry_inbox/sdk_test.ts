/** What Sentry's own SDK sends arrives, whole, and breaks no rule. */
import assert from "node:assert/strict";
import * as Sentry from "@sentry/deno";
import { createInbox } from "../../../tools/sentry_inbox/create_inbox.ts";
import { sdkTest } from "./stage.ts";

class DeskError extends Error {
  override readonly name = "DeskError";
}

sdkTest(
  "the SDK's error: user, tags, contexts, breadcrumbs, causes, our own lines",
  async ({ inbox }) => {
    Sentry.withScope((scope) => {
      scope.setUser({ id: 7, username: "mia" });
      scope.setTag("incident_id", "0042");
      scope.setContext("incident", { number: "0042", status: "in_progress" });
      scope.addBreadcrumb({ category: "incident", message: "claimed", data: { by: 7 } });
      Sentry.captureException(new DeskError("the card is gone", { cause: new Error("why") }));
    });
    const event = await inbox.until(() => inbox.events[0], { what: "the error" });
    assert.equal(event.user?.username, "mia");
    assert.equal(event.tags?.["incident_id"], "0042");
    assert.deepEqual(event.contexts?.["incident"], { number: "0042", status: "in_progress" });
    assert.match(event.contexts?.trace?.trace_id ?? "", /^[0-9a-f]{32}$/);
    assert.deepEqual(event.breadcrumbs?.map(({ message, data }) => [message, data]), [
      ["claimed", { by: 7 }],
    ]);
    const [cause, thrown] = event.exception?.values ?? [];
    assert.deepEqual([thrown?.type, thrown?.value, cause?.value], [
      "DeskError",
      "the card is gone",
      "why",
    ]);
    const frame = thrown?.stacktrace?.frames.findLast(({ context_line: line }) =>
      line?.includes("DeskError")
    );
    assert.match(frame?.context_line ?? "", /new DeskError\("the card is gone"/);
    assert.match(frame?.filename ?? "", /sdk_test\.ts$/);
    assert.deepEqual([event.environment, event.release], ["test", "roadcall@0.1.0"]);
    assert.deepEqual(inbox.violations, []);
  },
);

sdkTest("the SDK's message and its attachment", async ({ inbox }) => {
  Sentry.withScope((scope) => {
    scope.addAttachment({ filename: "a.txt", data: "two\nlines", contentType: "text/plain" });
    Sentry.captureMessage("hello", "warning");
  });
  const file = await inbox.until(() => inbox.attachments[0], { what: "the attachment" });
  assert.deepEqual(inbox.events.map(({ message, level }) => [message, level]), [[
    "hello",
    "warning",
  ]]);
  assert.deepEqual([file.filename, file.contentType], ["a.txt", "text/plain"]);
  assert.equal(new TextDecoder().decode(file.bytes), "two\nlines");
  assert.deepEqual(inbox.violations, []);
});

sdkTest("the SDK's transaction with nested spans", async ({ inbox }) => {
  Sentry.startSpan({ name: "command /ticket", op: "bot.command" }, () => {
    Sentry.startSpan({ name: "create_incident", op: "db.insert" }, () => {
      const attributes = { "db.system": "postgresql" };
      Sentry.startSpan({ name: "insert into incident", op: "db.query", attributes }, () => {});
    });
  });
  const transaction = await inbox.until(() => inbox.transactions[0], { what: "the transaction" });
  assert.equal(transaction.transaction, "command /ticket");
  const [create, insert] = transaction.spans;
  assert.deepEqual([create?.description, insert?.description], [
    "create_incident",
    "insert into incident",
  ]);
  assert.equal(create?.parent_span_id, transaction.contexts.trace.span_id);
  assert.equal(insert?.parent_span_id, create?.span_id);
  assert.equal(insert?.data?.["db.system"], "postgresql");
  assert.deepEqual(inbox.violations, []);
});

sdkTest(
  "the SDK's check-ins, of a run that ends well and of one that does not",
  async ({ inbox }) => {
    const monitor = {
      schedule: { type: "crontab", value: "* * * * *" },
      checkinMargin: 2,
      maxRuntime: 5,
      timezone: "UTC",
      failureIssueThreshold: 3,
      recoveryThreshold: 1,
    } as const;
    await Sentry.withMonitor("reminders", () => Promise.resolve(), monitor);
    const broken = Sentry.withMonitor("reminders", () => Promise.reject(new Error("no")), monitor);
    await assert.rejects(broken);
    const checkIns = await inbox.until(() => inbox.checkIns.length === 4 && inbox.checkIns, {
      what: "four check-ins",
    });
    assert.deepEqual(checkIns.map(({ status }) => status), [
      "in_progress",
      "ok",
      "in_progress",
      "error",
    ]);
    assert.equal(checkIns[0]?.check_in_id, checkIns[1]?.check_in_id);
    assert.equal(checkIns[0]?.monitor_config?.failure_issue_threshold, 3);
    assert.ok((checkIns[1]?.duration ?? -1) >= 0);
    assert.deepEqual(inbox.violations, []);
  },
);

sdkTest("the SDK's logs and metrics, each with its attributes", async ({ inbox }) => {
  Sentry.logger.warn("a delivery is late", { seconds: 12 });
  Sentry.logger.info(Sentry.logger.fmt`update ${5}`);
  Sentry.metrics.count("updates", 2, { attributes: { kind: "command" } });
  Sentry.metrics.gauge("backlog", 5, { unit: "delivery" });
  Sentry.metrics.distribution("query", 1.5, { unit: "millisecond" });
  await Sentry.flush(2000);
  const logs = await inbox.until(() => inbox.logs.length === 2 && inbox.logs, { what: "two logs" });
  assert.deepEqual(logs.map(({ level, body }) => [level, body]), [
    ["warn", "a delivery is late"],
    ["info", "update 5"],
  ]);
  assert.deepEqual(logs[0]?.attributes?.["seconds"], { value: 12, type: "integer" });
  const metrics = await inbox.until(() => inbox.metrics.length === 3 && inbox.metrics, {
    what: "three metrics",
  });
  assert.deepEqual(metrics.map(({ name, type, value, unit }) => [name, type, value, unit]), [
    ["updates", "counter", 2, undefined],
    ["backlog", "gauge", 5, "delivery"],
    ["query", "distribution", 1.5, "millisecond"],
  ]);
  assert.equal(metrics[0]?.attributes?.["kind"]?.value, "command");
  assert.deepEqual(inbox.violations, []);
});

sdkTest("the SDK's session and feedback", async ({ inbox }) => {
  Sentry.startSession();
  Sentry.endSession();
  await inbox.until(() => inbox.sessions[0], { what: "the session" });
  Sentry.captureFeedback({ message: "too many reminders" });
  const feedback = await inbox.until(() => inbox.others[0], { what: "the feedback" });
  assert.equal(feedback.type, "feedback");
  assert.deepEqual(inbox.violations, []);
});

sdkTest("the SDK does not report what its own reports are received by", async ({ inbox }) => {
  // Started after the SDK, which has replaced `Deno.serve` by now.
  const late = createInbox();
  const server = await late.listen();
  try {
    const path = `/api/1/envelope/?sentry_key=${late.publicKey}`;
    await (await fetch(server.address + path, { method: "POST", body: "{}" })).body?.cancel();
    Sentry.captureMessage("the last thing");
    await Sentry.flush(2000);
    await inbox.until(() => inbox.events[0], { what: "the message" });
    assert.deepEqual(inbox.transactions.map(({ transaction }) => transaction), []);
  } finally {
    await server.stop();
  }
});
