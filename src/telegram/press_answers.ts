import { type Log, noTelemetry, type Telemetry } from "../desk/ports.ts";
import { isRefusal } from "./delivery/telegram_errors.ts";
import { countHandled } from "./expected_errors.ts";
import type { Words } from "./render/create_words.ts";
import type { PressAnswer } from "./render/messages.ts";

export interface PressAnswersOptions {
  /** Calls Telegram's `answerCallbackQuery`. */
  readonly send: (queryId: string, answer: PressAnswer) => Promise<unknown>;
  readonly words: Words;
  readonly log: Log;
  readonly telemetry?: Telemetry;
}

export interface PressAnswers {
  /**
   * Begins the answer to a press and does not wait for it: what happened is committed, and the next
   * press in the chat need not wait for this one's answer.
   *
   * @param query the press, of whose person the language is taken
   * @returns when it is through or lost; never rejects
   */
  answer(
    query: { readonly id: string; readonly from: { readonly language_code?: string } },
    render: (words: Words) => PressAnswer,
  ): Promise<void>;
  /** Resolves when every answer that was begun is through or lost. */
  settle(): Promise<void>;
}

/**
 * So many are on their way at most. Where Telegram hangs more are not begun: by the time that they
 * came through, nobody would wait for them.
 */
const mostPending = 200;

/** Answers presses in words, each at most once: one that gets lost is not sent again. */
export function createPressAnswers(
  { send, words, log, telemetry = noTelemetry }: PressAnswersOptions,
): PressAnswers {
  const pending = new Set<Promise<void>>();

  async function deliver(queryId: string, render: () => PressAnswer): Promise<void> {
    let answer: PressAnswer;
    try {
      answer = render();
    } catch (error) {
      log.error("The answer to a press could not be put into words", { error });
      telemetry.captureException(error);
      return;
    }
    try {
      await send(queryId, answer);
    } catch (error) {
      // Most often too late, as after an outage: the card shows what came of it all the same.
      log.debug("A press was not answered", { error });
      if (isRefusal(error, "press_too_old")) countHandled(telemetry, error);
      else telemetry.captureException(error, { level: "warning" });
    }
  }

  return {
    answer(query, render) {
      if (pending.size >= mostPending) {
        log.debug("A press was not answered: too many answers are on their way");
        return Promise.resolve();
      }
      const spoken = words.in(query.from.language_code ?? null);
      const delivery = deliver(query.id, () => render(spoken));
      pending.add(delivery);
      delivery.finally(() => pending.delete(delivery));
      return delivery;
    },
    async settle() {
      await Promise.all(pending);
    },
  };
}
