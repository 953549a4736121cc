import assert from "node:assert/strict";
import { GrammyError } from "grammy";
import { createPressAnswers } from "../../src/telegram/press_answers.ts";
import { createRecordedTelemetry } from "../observability/recorded_telemetry.ts";
import { createRecordedLog } from "./recorded_log.ts";
import { words } from "./render/read_words.ts";

const query = { id: "1", from: {} };

function refuse(description: string): GrammyError {
  const response = { ok: false, error_code: 400, description } as const;
  return new GrammyError("Call failed", response, "answerCallbackQuery", {});
}

function fail(error: unknown) {
  const telemetry = createRecordedTelemetry();
  const send = () => Promise.reject(error);
  const answers = createPressAnswers({ send, words, log: createRecordedLog(), telemetry });
  return { telemetry, answers };
}

Deno.test("an answer that comes too late is part of life, and counted", async () => {
  const late = refuse("Bad Request: query is too old and response timeout expired");
  const { telemetry, answers } = fail(late);
  await answers.answer(query, () => ({ text: "Done", alert: false }));
  assert.deepEqual(telemetry.events, []);
  assert.deepEqual(
    telemetry.measured("telegram.expected_error").map(({ attributes }) => attributes),
    [{ kind: "press_too_old", method: "answerCallbackQuery" }],
  );
});

Deno.test("any other failure of an answer is told, and so is one without words", async () => {
  const refused = refuse("Bad Request: MESSAGE_TOO_LONG");
  const { telemetry, answers } = fail(refused);
  await answers.answer(query, () => ({ text: "Done", alert: false }));
  const wordless = new TypeError("no such key");
  await answers.answer(query, () => {
    throw wordless;
  });
  assert.deepEqual(telemetry.events.map(({ what, context }) => [what, context]), [
    [refused, { level: "warning" }],
    [wordless, {}],
  ]);
});

Deno.test("while Telegram hangs, a flood of presses gathers no answers without end", async () => {
  const come = Promise.withResolvers<void>();
  let sent = 0;
  const send = () => {
    sent++;
    return come.promise;
  };
  const answers = createPressAnswers({ send, words, log: createRecordedLog() });
  for (let press = 0; press < 1_000; press++) {
    void answers.answer(query, () => ({ text: "Done", alert: false }));
  }
  assert.equal(sent, 200);
  come.resolve();
  await answers.settle();
  await answers.answer(query, () => ({ text: "Done", alert: false }));
  assert.equal(sent, 201);
});
