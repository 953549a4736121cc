/**
 * What a failed call to Telegram means. The Bot API promises its codes and parameters but not its
 * descriptions, so this is the only place that reads them.
 */
import { GrammyError, HttpError } from "grammy";
import { type ChatId, parseChatId } from "../../people/ids.ts";

/** Refusals that mean something particular; all others are `other`. */
export const refusalReasons = {
  /** The edit changes nothing: it is shown already. */
  not_modified: ["message is not modified"],
  /** The message to edit was deleted, or cannot be edited any more. */
  edit_impossible: [
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
  ],
  /** Deleted already, or too old: Telegram lets a bot delete for 48 hours. */
  delete_impossible: [
    "message to delete not found",
    "message can't be deleted",
    "message identifier is not specified",
  ],
  pin_forbidden: [
    "not enough rights to manage pinned messages",
    "not enough rights to pin",
    "not enough rights to unpin",
    "chat_admin_required",
    "have no rights to pin",
  ],
  /** The message to pin was deleted. */
  pin_gone: ["message to pin not found"],
  /** The message to unpin is not there, or none that can be pinned. */
  pin_impossible: [
    "message to unpin not found",
    "message can't be pinned",
    "chat_not_modified",
  ],
  /** A press that waited too long, as after an outage. */
  press_too_old: ["query is too old", "query id is invalid"],
  topic_gone: ["message thread not found", "topic_deleted", "topic_closed"],
  /** There is no such chat, or none that the bot has ever met. */
  chat_not_found: ["chat not found"],
  /** The chat cannot be written to, and waiting does not help. */
  chat_closed: [
    "not enough rights to send text messages",
    "have no rights to send a message",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "peer_id_invalid",
    "user_is_blocked",
    "group chat was upgraded to a supergroup",
    "group is deactivated",
    "group chat was deactivated",
  ],
} as const;

export type RefusalReason = keyof typeof refusalReasons | "other";

/** Why nothing may be sent there (403); all others are `other`. */
export const forbiddenReasons = {
  bot_blocked: ["bot was blocked by the user"],
  bot_kicked: ["bot was kicked", "bot is not a member"],
  user_deactivated: ["user is deactivated"],
} as const;

export type ForbiddenReason = keyof typeof forbiddenReasons | "other";

export type TelegramFailure =
  /** Nothing may be sent to this chat for so long. */
  | { readonly type: "rate_limited"; readonly retryAfterSeconds: number }
  /** Telegram is out of reach or in trouble: the call may have been carried out or not. */
  | { readonly type: "unavailable"; readonly trouble: Trouble; readonly summary: string }
  /** Removed, blocked or not let in (403): never again by itself. */
  | { readonly type: "forbidden"; readonly reason: ForbiddenReason; readonly summary: string }
  /** The group has become a supergroup, and is called through its new chat from now on. */
  | { readonly type: "migrated"; readonly to: ChatId; readonly summary: string }
  | { readonly type: "refused"; readonly reason: RefusalReason; readonly summary: string };

/** `network`: no answer came. `server`: Telegram failed. `access`: it does not know the token. */
export type Trouble = "network" | "server" | "access";

/** Telegram has always said how long; a second is the least that it ever asks for. */
const defaultRetryAfterSeconds = 1;

/** Codes that speak of the bot's token, not of the call: it may succeed later. */
const accessCodes: readonly number[] = [401, 404, 409];
const timeoutCode = 408;

/**
 * @returns null where the error does not come from Telegram. No summary holds the token or what
 * people wrote: neither the address nor the payload of the call is in it.
 */
export function classifyTelegramError(error: unknown): TelegramFailure | null {
  if (error instanceof HttpError) {
    return { type: "unavailable", trouble: "network", summary: summariseHttp(error) };
  }
  if (!(error instanceof GrammyError)) return null;
  const code = error.error_code;
  const summary = `${error.method}: ${code} ${error.description}`;
  if (code === 429) {
    const retryAfterSeconds = error.parameters.retry_after ?? defaultRetryAfterSeconds;
    return { type: "rate_limited", retryAfterSeconds };
  }
  const to = error.parameters.migrate_to_chat_id;
  if (to !== undefined) return { type: "migrated", to: parseChatId(to), summary };
  const trouble = findTrouble(code);
  if (trouble !== null) return { type: "unavailable", trouble, summary };
  if (code === 403) {
    const reason = findReason(forbiddenReasons, error.description) ?? "other";
    return { type: "forbidden", reason, summary };
  }
  const reason = findReason(refusalReasons, error.description) ?? "other";
  return { type: "refused", reason, summary };
}

/** Whether the call was refused for this reason. */
export function isRefusal(error: unknown, reason: RefusalReason): boolean {
  const failure = classifyTelegramError(error);
  return failure?.type === "refused" && failure.reason === reason;
}

/** Whether the bot is in the chat no longer, or the person has stopped it. */
export function isChatLost(error: unknown): boolean {
  const failure = classifyTelegramError(error);
  if (failure?.type === "forbidden") return failure.reason !== "other";
  return failure?.type === "refused" && failure.reason === "chat_not_found";
}

/** Whether there is no message of that id to edit, of anybody. */
export function isMessageMissing(error: unknown): boolean {
  const failure = classifyTelegramError(error);
  return failure?.type === "refused" &&
    /message to edit not found|message_id_invalid/i.test(failure.summary);
}

/** Whether a call may have been carried out all the same. */
export function isAmbiguous(error: unknown): boolean {
  const failure = classifyTelegramError(error);
  return failure?.type === "unavailable" && failure.trouble !== "access";
}

/** Whether the chat cannot be written to, and waiting does not help. */
export function isUnreachable(error: unknown): boolean {
  const failure = classifyTelegramError(error);
  return failure?.type === "forbidden" ||
    (failure?.type === "refused" && isClosed(failure.reason));
}

/** Whether a refusal means that the chat cannot be written to. */
export function isClosed(reason: RefusalReason): boolean {
  return reason === "chat_closed" || reason === "chat_not_found";
}

function findTrouble(code: number): Trouble | null {
  if (accessCodes.includes(code)) return "access";
  return code >= 500 || code === timeoutCode ? "server" : null;
}

function findReason<R extends string>(
  reasons: Readonly<Record<R, readonly string[]>>,
  description: string,
): R | null {
  const text = description.toLowerCase();
  for (const reason in reasons) {
    if (reasons[reason].some((words) => text.includes(words))) return reason;
  }
  return null;
}

/** Only names: the messages of network errors can hold the address, and with it the token. */
function summariseHttp({ error }: HttpError): string {
  const name = error instanceof Error ? error.name : typeof error;
  return `no answer from Telegram (${name})`;
}
