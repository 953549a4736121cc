import assert from "node:assert/strict";
import { GrammyError } from "grammy";
import { createApi } from "../../src/telegram/create_api.ts";
import { countHandled, findExpected } from "../../src/telegram/expected_errors.ts";
import { createRecordedTelemetry } from "../observability/recorded_telemetry.ts";
import { acmeTest } from "../tools/sandbox/acme.ts";

function refuse(error_code: number, description: string, parameters = {}): GrammyError {
  const response = { ok: false, error_code, description, parameters } as const;
  return new GrammyError("Call failed", response, "sendMessage", { text: "what people wrote" });
}

/** What Telegram has been seen to say, and the kind that it is counted as; null: an event. */
const answers: readonly [GrammyError, string | null][] = [
  [refuse(429, "Too Many Requests: retry after 5", { retry_after: 5 }), "rate_limited"],
  [refuse(403, "Forbidden: bot was blocked by the user"), "bot_blocked"],
  [refuse(403, "Forbidden: bot was kicked from the supergroup chat"), "bot_kicked"],
  [refuse(403, "Forbidden: bot was kicked from the group chat"), "bot_kicked"],
  [refuse(403, "Forbidden: user is deactivated"), "user_deactivated"],
  [refuse(400, "Bad Request: chat not found"), "chat_not_found"],
  [refuse(400, "Bad Request: message is not modified: specified new …"), "not_modified"],
  [refuse(400, "Bad Request: message to edit not found"), "edit_impossible"],
  [refuse(400, "Bad Request: group chat was upgraded", { migrate_to_chat_id: -1 }), "group_moved"],
  [refuse(502, "Bad Gateway"), "telegram_failed"],
  // The words alone decide nothing.
  [refuse(400, "Bad Request: bot was blocked by the user"), null],
  [refuse(403, "Forbidden: message is not modified"), null],
  [refuse(400, "Bad Request: can't parse entities"), null],
  [refuse(403, "Forbidden: something new"), null],
  [refuse(401, "Unauthorized"), null],
  [refuse(409, "Conflict: terminated by other getUpdates request"), null],
];

Deno.test("errors that are part of life are known by type and code", () => {
  for (const [error, kind] of answers) {
    const expected = kind === null ? null : { kind, method: "sendMessage" };
    assert.deepEqual(findExpected(error), expected, error.description);
  }
  assert.equal(findExpected(new Error("message is not modified")), null);
  assert.equal(findExpected("chat not found"), null);
});

acmeTest("a call without an answer is one of them, and knows its method", async (acme) => {
  const { bot, server, sandbox } = acme;
  sandbox.setFault({ method: "getMe", times: 1, delayMs: 60_000 });
  const api = createApi(bot.token, { apiRoot: server.apiRoot, callSeconds: 0.02 });
  const error = await api.getMe().then(() => null, (error: unknown) => error);
  assert.deepEqual(findExpected(error), { kind: "no_answer", method: "getMe" });
  assert.ok(error instanceof Error && error.cause instanceof Error);
  assert.match(error.cause.message, /No answer within/);
});

Deno.test("what the program has dealt with is counted, also where nobody expected it", () => {
  const telemetry = createRecordedTelemetry();
  countHandled(telemetry, refuse(400, "Bad Request: message is not modified"));
  countHandled(telemetry, refuse(400, "Bad Request: message to delete not found"));
  countHandled(telemetry, refuse(403, "Forbidden: bot can't initiate conversation with a user"));
  const kinds = telemetry.measured("telegram.expected_error").map(({ attributes }) => attributes);
  assert.deepEqual(kinds, [
    { kind: "not_modified", method: "sendMessage" },
    { kind: "delete_impossible", method: "sendMessage" },
    { kind: "other", method: "sendMessage" },
  ]);
});
