import { GrammyError, HttpError } from "grammy";
import { getBackoffMs, type Pause } from "./pause.ts";

/** Telegram will not let this program fetch updates, whatever it tries. */
export class PollingRefusedError extends Error {
  override readonly name = "PollingRefusedError";
}

/** What Telegram means by 401 and 404. */
export function refuseToken(code: number): PollingRefusedError {
  return new PollingRefusedError(
    `Telegram knows no bot with this token (${code}): take the current token from @BotFather ` +
      "and set BOT_TOKEN to it. Where TELEGRAM_API_ROOT is set, check that too.",
  );
}

export interface Trouble {
  /** In words, for the log. */
  readonly message: string;
  readonly waitMs: number;
  /** A webhook stands in the way; updates cannot be fetched while there is one. */
  readonly webhook: boolean;
}

/** How long the other program's long poll may last, so that both do not push each other out. */
const otherPollerMs = 5_000;

/**
 * What to do about a call of the poll loop that failed for the nth time in a row.
 *
 * @param begun whether updates were handed out before: else another poller may be one of ours that
 *   was killed a moment ago
 * @throws {PollingRefusedError} where trying again cannot help
 */
export function judgeTrouble(
  error: unknown,
  failures: number,
  pause: Pause,
  begun: boolean,
): Trouble {
  const waitMs = getBackoffMs(failures, pause);
  if (!(error instanceof GrammyError)) {
    if (isDenied(error)) {
      throw new PollingRefusedError(
        `Deno denies this program the way to Telegram: ${
          getReason(error)
        }. Start it by its task, ` +
          "which permits what the settings ask for.",
      );
    }
    return { message: "Telegram cannot be reached; trying again", waitMs, webhook: false };
  }
  const { error_code: code, parameters, description } = error;
  switch (code) {
    case 401:
    case 404:
      throw refuseToken(code);
    case 409: {
      const webhook = description.includes("webhook");
      return {
        message: webhook
          ? "A webhook was set for this bot, so updates cannot be fetched; removing it"
          : "Another program fetches this bot's updates; only one can. Stop the other one, or " +
            "give it a bot of its own",
        waitMs: begun ? Math.max(waitMs, otherPollerMs) : waitMs,
        webhook,
      };
    }
    case 429:
      return {
        message: "Telegram asks for patience before the next fetch",
        waitMs: Math.max(waitMs, (parameters.retry_after ?? 1) * 1000),
        webhook: false,
      };
    default:
      return {
        message: "Telegram refused to hand out updates; trying again",
        waitMs,
        webhook: false,
      };
  }
}

/** A permission of Deno's that is missing will not come by waiting. */
function isDenied(error: unknown): boolean {
  return error instanceof HttpError && error.error instanceof Error &&
    error.error.name === "NotCapable";
}

/** What an outage says of itself, in one line: a stack of ours would tell nothing about it. */
export function getReason(error: unknown): string {
  const cause = error instanceof HttpError ? error.error : error;
  return cause instanceof Error ? cause.message : String(cause);
}
