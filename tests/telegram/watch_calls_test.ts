import assert from "node:assert/strict";
import { GrammyError, HttpError } from "grammy";
import { runAsAttempt } from "../../src/telegram/attempt.ts";
import { createApi } from "../../src/telegram/create_api.ts";
import { createRecordedTelemetry } from "../observability/recorded_telemetry.ts";
import { type Acme, acmeTest } from "../tools/sandbox/acme.ts";

const piece = { name: "piece", op: "test" };

function watch({ bot, server }: Acme) {
  const telemetry = createRecordedTelemetry();
  const api = createApi(bot.token, { apiRoot: server.apiRoot, callSeconds: 0.5, telemetry });
  const inPiece = (work: () => Promise<unknown>) => telemetry.isolated(piece, work);
  return { telemetry, api, inPiece };
}

acmeTest("a call is told, and nothing that was written", async (acme) => {
  const { telemetry, api, inPiece } = watch(acme);
  await inPiece(() => api.sendMessage(acme.group.id, "flat tyre at exit 12"));
  await inPiece(() =>
    runAsAttempt(3, () => assert.rejects(api.sendMessage(77, "hello"), GrammyError))
  );
  const [sent, refused] = telemetry.pieces.map(({ span }) => span.children[0]);
  assert.deepEqual({ ...sent, children: [] }, {
    name: "telegram.sendMessage",
    op: "http.client",
    attributes: {
      "telegram.method": "sendMessage",
      "telegram.attempt": 1,
      "telegram.chat_type": "supergroup",
      "http.response.status_code": 200,
    },
    failed: false,
    ended: true,
    children: [],
  });
  assert.deepEqual(
    [refused?.failed, refused?.attributes],
    [true, {
      "telegram.method": "sendMessage",
      "telegram.attempt": 3,
      "telegram.chat_type": "private",
      "http.response.status_code": 400,
    }],
  );
  const crumbs = telemetry.pieces.flatMap(({ breadcrumbs }) => breadcrumbs);
  assert.deepEqual(
    crumbs.map(({ category, message, level, data }) => [
      category,
      message,
      level,
      data?.["status"],
      typeof data?.["duration_ms"],
    ]),
    [
      ["telegram", "sendMessage", "info", 200, "number"],
      ["telegram", "sendMessage", "warning", 400, "number"],
    ],
  );
  const figures = telemetry.measured("telegram.call.duration");
  assert.deepEqual(figures.map(({ attributes }) => attributes), [
    { method: "sendMessage", status: 200 },
    { method: "sendMessage", status: 400 },
  ]);
  const told = JSON.stringify([telemetry.pieces, telemetry.metrics]);
  assert.ok(!told.includes("flat tyre") && !told.includes(acme.bot.token));
});

acmeTest("a call that is asked for patience, or has no answer, says so", async (acme) => {
  const { telemetry, api, inPiece } = watch(acme);
  acme.sandbox.setFault({ method: "sendMessage", times: 1, status: 429, retryAfter: 7 });
  await inPiece(() => assert.rejects(api.sendMessage(acme.group.id, "one"), GrammyError));
  assert.equal(telemetry.pieces[0]?.span.children[0]?.attributes["telegram.retry_after"], 7);
  acme.sandbox.setFault({ method: "getChat", times: 1, delayMs: 60_000 });
  await inPiece(() => assert.rejects(api.getChat(acme.group.id), HttpError));
  assert.equal(telemetry.measured("telegram.call.duration")[1]?.attributes["status"], "no_answer");
  assert.equal(telemetry.pieces[1]?.span.children[0]?.failed, true);
});

acmeTest("a long poll is not told", async (acme) => {
  const { telemetry, api, inPiece } = watch(acme);
  await inPiece(() => api.getUpdates());
  assert.deepEqual(telemetry.pieces[0]?.span.children, []);
  assert.deepEqual(telemetry.metrics, []);
});
