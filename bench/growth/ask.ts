import { rest } from "../desk/press_cards.ts";
import type { BotProcess } from "../desk/start_bot.ts";
import { createMessage } from "../desk/updates.ts";
import { getChatId } from "./list_fill_statements.ts";

/** What people ask in a group, each answered by a message there. */
export const questions = {
  "open list": () => "/open",
  // The first one of its organisation, with a whole life behind it.
  "one incident with its timeline": () => "/incident 0001",
  "report of a month": () => "/report month",
} as const;

export type Question = keyof typeof questions;

let lastMessage = 20_000_000;

/**
 * Asks in one group after another. @returns milliseconds until each answer came to Telegram
 *
 * @param pauseMs between two; at less than 40 Telegram's limits would be measured
 */
export async function ask(
  bot: BotProcess,
  question: Question,
  groups: readonly number[],
  pauseMs: number,
): Promise<readonly number[]> {
  const waits: number[] = [];
  for (const group of groups) {
    const chatId = getChatId(group);
    const answered = bot.stub.untilMessage(chatId);
    const sentAt = performance.now();
    await bot.send(createMessage(chatId, ++lastMessage, questions[question]()));
    waits.push(await answered - sentAt);
    await rest(pauseMs);
  }
  return waits;
}
