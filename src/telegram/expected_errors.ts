/**
 * Errors that are part of life with Telegram: they are counted (`telegram.expected_error`, by kind
 * and method) and are no events, unless they outlive their retries.
 *
 * A filter of one's own is one line in the table: a kind, and when an error is one. What Telegram
 * said has been read already, by `telegram_errors.ts` and by type and code wherever those tell it;
 * any other error stands in the second argument:
 *
 *     partner_down: (_, error) => error instanceof PartnerDownError,
 */
import { GrammyError } from "grammy";
import type { Telemetry } from "../desk/ports.ts";
import { LostCallError } from "./create_api.ts";
import {
  classifyTelegramError,
  type ForbiddenReason,
  type RefusalReason,
  type TelegramFailure,
} from "./delivery/telegram_errors.ts";

type IsExpected = (failure: TelegramFailure | null, error: unknown) => boolean;

const expectedErrors: Readonly<Record<string, IsExpected>> = {
  rate_limited: (failure) => failure?.type === "rate_limited",
  no_answer: (failure) => failure?.type === "unavailable" && failure.trouble === "network",
  telegram_failed: (failure) => failure?.type === "unavailable" && failure.trouble === "server",
  bot_blocked: isForbidden("bot_blocked"),
  bot_kicked: isForbidden("bot_kicked"),
  user_deactivated: isForbidden("user_deactivated"),
  chat_not_found: isRefused("chat_not_found"),
  not_modified: isRefused("not_modified"),
  edit_impossible: isRefused("edit_impossible"),
  group_moved: (failure) => failure?.type === "migrated",
};

export interface ExpectedError {
  readonly kind: string;
  /** Of the Bot API. */
  readonly method: string;
}

/** Null for an error that nobody expects. */
export function findExpected(error: unknown): ExpectedError | null {
  const failure = classifyTelegramError(error);
  for (const [kind, isExpected] of Object.entries(expectedErrors)) {
    if (isExpected(failure, error)) return { kind, method: findMethod(error) };
  }
  return null;
}

/** Counts a refusal that the program has dealt with, so that nothing is wrong. */
export function countHandled(telemetry: Telemetry, error: unknown): void {
  const failure = classifyTelegramError(error);
  const reason = failure !== null && "reason" in failure ? failure.reason : "other";
  const kind = findExpected(error)?.kind ?? reason;
  telemetry.count("telegram.expected_error", 1, { kind, method: findMethod(error) });
}

function isForbidden(reason: ForbiddenReason): IsExpected {
  return (failure) => failure?.type === "forbidden" && failure.reason === reason;
}

function isRefused(reason: RefusalReason): IsExpected {
  return (failure) => failure?.type === "refused" && failure.reason === reason;
}

function findMethod(error: unknown): string {
  return error instanceof GrammyError || error instanceof LostCallError ? error.method : "unknown";
}
