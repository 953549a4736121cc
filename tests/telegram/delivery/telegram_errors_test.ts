import assert from "node:assert/strict";
import { GrammyError, HttpError } from "grammy";
import { planRetry } from "../../../src/telegram/delivery/plan_retry.ts";
import {
  classifyTelegramError,
  isUnreachable,
  type TelegramFailure,
} from "../../../src/telegram/delivery/telegram_errors.ts";

function refuse(error_code: number, description: string, parameters = {}): GrammyError {
  const response = { ok: false, error_code, description, parameters } as const;
  return new GrammyError("Call failed", response, "sendMessage", { text: "what people wrote" });
}

/** What Telegram has been seen to say, and what it means here. */
const descriptions: readonly [number, string, string][] = [
  [
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are " +
    "exactly the same as a current content and reply markup of the message",
    "not_modified",
  ],
  [400, "Bad Request: message to edit not found", "edit_impossible"],
  [400, "Bad Request: MESSAGE_ID_INVALID", "edit_impossible"],
  [400, "Bad Request: message can't be edited", "edit_impossible"],
  [400, "Bad Request: message to delete not found", "delete_impossible"],
  [400, "Bad Request: message can't be deleted for everyone", "delete_impossible"],
  [400, "Bad Request: not enough rights to manage pinned messages in the chat", "pin_forbidden"],
  [400, "Bad Request: not enough rights to pin a message", "pin_forbidden"],
  [400, "Bad Request: CHAT_ADMIN_REQUIRED", "pin_forbidden"],
  [400, "Bad Request: message to pin not found", "pin_gone"],
  [400, "Bad Request: message to unpin not found", "pin_impossible"],
  [400, "Bad Request: message thread not found", "topic_gone"],
  [400, "Bad Request: TOPIC_CLOSED", "topic_gone"],
  [400, "Bad Request: chat not found", "chat_not_found"],
  [400, "Bad Request: group chat was upgraded to a supergroup chat", "chat_closed"],
  [400, "Bad Request: not enough rights to send text messages to the chat", "chat_closed"],
  [400, "Bad Request: CHAT_WRITE_FORBIDDEN", "chat_closed"],
  [400, "Bad Request: can't parse entities: unsupported start tag", "other"],
  [400, "Bad Request: message is too long", "other"],
  [403, "Forbidden: bot was kicked from the supergroup chat", "forbidden"],
  [403, "Forbidden: bot was blocked by the user", "forbidden"],
  [403, "Forbidden: user is deactivated", "forbidden"],
  [401, "Unauthorized", "unavailable"],
  [404, "Not Found", "unavailable"],
  [500, "Internal Server Error", "unavailable"],
  [502, "Bad Gateway", "unavailable"],
];

function name(failure: TelegramFailure | null): string {
  return failure?.type === "refused" ? failure.reason : failure?.type ?? "not from Telegram";
}

Deno.test("each answer of Telegram is understood", async (t) => {
  for (const [code, description, meaning] of descriptions) {
    await t.step(`${code} ${description}`, () => {
      assert.equal(name(classifyTelegramError(refuse(code, description))), meaning);
    });
  }
});

Deno.test("a rate limit says how long", () => {
  assert.deepEqual(
    classifyTelegramError(refuse(429, "Too Many Requests", { retry_after: 31 })),
    { type: "rate_limited", retryAfterSeconds: 31 },
  );
  assert.deepEqual(
    classifyTelegramError(refuse(429, "Too Many Requests")),
    { type: "rate_limited", retryAfterSeconds: 1 },
  );
});

Deno.test("no summary holds an address, or what people wrote", () => {
  const address = "https://api.telegram.org/bot123456789:AA/sendMessage";
  const broken = new HttpError("Network request failed", new TypeError(`error for ${address}`));
  assert.deepEqual(classifyTelegramError(broken), {
    type: "unavailable",
    trouble: "network",
    summary: "no answer from Telegram (TypeError)",
  });
  assert(!JSON.stringify(classifyTelegramError(refuse(400, "Bad"))).includes("people wrote"));
});

Deno.test("whether a person or group can be reached at all", () => {
  assert(isUnreachable(refuse(403, "Forbidden: bot was blocked by the user")));
  assert(isUnreachable(refuse(400, "Bad Request: chat not found")));
  assert(!isUnreachable(refuse(400, "Bad Request: message is too long")));
  assert(!isUnreachable(refuse(502, "Bad Gateway")));
  assert(!isUnreachable(new Error("a bug")));
});

Deno.test("a group that became a supergroup says where it is, and is followed a few times", () => {
  const words = "Bad Request: group chat was upgraded to a supergroup chat";
  const failure = classifyTelegramError(refuse(400, words, { migrate_to_chat_id: -1001234 }));
  assert(failure?.type === "migrated");
  assert.equal(failure.to, -1001234);
  assert.equal(planRetry(failure, { attempt: 1, failingMs: 0, random: 0 }).type, "postpone");
  assert.equal(planRetry(failure, { attempt: 4, failingMs: 0, random: 0 }).type, "abandon");
});
