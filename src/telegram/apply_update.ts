import type { Update } from "grammy/types";
import type { Incoming } from "../desk/incoming.ts";
import { type Failure, type FailureOutcome, noteFailure } from "../desk/note_failure.ts";
import { noteRefusal, NotYetKnownError } from "../desk/not_yet_known.ts";
import type { Log, Store, Telemetry } from "../desk/ports.ts";
import type { Precedence } from "../desk/precedence.ts";
import { parseUpdateId } from "../people/ids.ts";
import type { Bot } from "./create_bot.ts";
import { decodeReceived } from "./decode/received.ts";
import { classifyTelegramError } from "./delivery/telegram_errors.ts";
import { findLane } from "./polling/lanes.ts";
import { listGroupCommands } from "./render/commands.ts";
import type { Words } from "./render/create_words.ts";
import { renderNotApplied } from "./render/messages.ts";

export interface UpdateApplierOptions {
  readonly bot: Pick<Bot, "handleUpdate" | "answerPress">;
  readonly store: Store;
  readonly words: Words;
  /** This bot's, without the @. */
  readonly username: string;
  /** Whether an error is an outage of the database, and no fault of what was tried. */
  readonly isOutage: (error: unknown) => boolean;
  /** Whoever sent an update waits for what becomes of it. */
  readonly precedence: Pick<Precedence, "goFirst">;
  /** Nudges the delivery worker: an update that is set aside is answered. */
  readonly wake: () => void;
  readonly log: Log;
  readonly telemetry: Telemetry;
}

/** Applies updates, whichever way they came. */
export interface UpdateApplier {
  /**
   * Fulfils when what follows from the update is committed, when it concerns nobody, and when it is
   * set aside because it failed for the third time for a reason of its own, on whichever replica.
   * Rejects where it is to be given again, by whoever has it: an outage counts against no update.
   *
   * @param waitedMs how long ago it was received; 0 unless given
   */
  apply(update: Update, waitedMs?: number): Promise<void>;
  /** The same of one that is not as the Bot API says, so that it can only fail. */
  applyUnreadable(update: UnreadableUpdate): Promise<void>;
}

/** What Telegram sent as an update and what nobody can make anything of. */
export interface UnreadableUpdate {
  readonly updateId: number;
  /** What is wrong with it; no words of people. */
  readonly problem: string;
  /** As it was sent. */
  readonly body: unknown;
}

export function createUpdateApplier(options: UpdateApplierOptions): UpdateApplier {
  const { bot, store, words, username, precedence, wake, telemetry } = options;
  const commands = listGroupCommands(words);
  const isOutage = (error: unknown) => isTelegramTrouble(error) || options.isOutage(error);

  /** What a person gave a command by is answered, talk is not. */
  function findCommand(update: Update): Incoming | null {
    try {
      const received = decodeReceived(update, username);
      const name = received?.command?.name;
      return name !== undefined && commands.has(name) ? received?.incoming ?? null : null;
    } catch {
      // What cannot be decoded may be why it failed.
      return null;
    }
  }

  async function count(failure: Failure, log: Log): Promise<FailureOutcome> {
    try {
      return await noteFailure(store, failure);
    } catch (uncounted) {
      log.error("That an update failed could not be counted", { error: uncounted });
      return "again";
    }
  }

  /** Whether it need not be given again. */
  async function noteTry(update: Update, error: unknown, log: Log): Promise<boolean> {
    const outcome = await count({
      id: parseUpdateId(update.update_id),
      lane: findLane(update),
      type: getUpdateType(update),
      error: describeError(error),
      received: JSON.stringify(update),
      command: findCommand(update),
    }, log);
    if (outcome === "again") {
      log.warn("An update failed and is tried again", { error });
      return false;
    }
    if (outcome === "set_aside") {
      log.error("An update failed three times and is set aside: see deno task failed-updates", {
        error,
      });
      const type = getUpdateType(update);
      telemetry.captureException(error, {
        outlivedRetries: true,
        tags: { update_type: type },
        contexts: {
          telegram_update: { update_id: update.update_id, type, chat_type: findChatType(update) },
        },
      });
      bot.answerPress(update, renderNotApplied);
      wake();
    }
    return true;
  }

  return {
    async apply(update, waitedMs) {
      const log = options.log.child({ updateId: update.update_id });
      try {
        await precedence.goFirst(() =>
          bot.handleUpdate(update, async (error) => {
            if (isOutage(error)) {
              log.warn("An update has to wait: something that it needs cannot be reached", {
                error,
              });
              throw error;
            }
            if (!await noteTry(update, error, log)) throw error;
          }, waitedMs)
        );
      } catch (error) {
        if (error instanceof NotYetKnownError) {
          log.debug("An update came before what it is about was known; it has to come again");
          await noteRefusal(store, error);
        }
        throw error;
      }
    },

    async applyUnreadable({ updateId, problem, body }) {
      const log = options.log.child({ updateId, problem });
      const error = new UnreadableUpdateError(problem);
      const outcome = await count({
        id: parseUpdateId(updateId),
        lane: `update ${updateId}`,
        type: "unreadable",
        error: describeError(error),
        received: JSON.stringify(body),
        command: null,
      }, log);
      if (outcome === "again") {
        log.warn("An update cannot be read and is tried again");
        throw error;
      }
      if (outcome === "set_aside") {
        log.error("An update cannot be read and is set aside: see deno task failed-updates");
        telemetry.captureException(error, { outlivedRetries: true });
      }
    },
  };
}

class UnreadableUpdateError extends Error {
  override readonly name = "UnreadableUpdateError";
}

/** Telegram cannot be reached, is in trouble, or asks for patience. */
function isTelegramTrouble(error: unknown): boolean {
  const failure = classifyTelegramError(error);
  return failure?.type === "unavailable" || failure?.type === "rate_limited";
}

/** The name of the one field beside its id that an update has (Bot API, "Update"). */
function getUpdateType(update: Update): string {
  return Object.keys(update).find((key) => key !== "update_id") ?? "empty";
}

function findChatType(update: Update): string | null {
  const { message, edited_message, callback_query, my_chat_member, chat_member } = update;
  const holder = message ?? edited_message ?? callback_query?.message ?? my_chat_member ??
    chat_member;
  return holder?.chat.type ?? null;
}

const longestError = 1000;

function describeError(error: unknown): string {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return said.slice(0, longestError);
}
