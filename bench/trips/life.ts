/**
 * What a life's actions ask of the database and of Telegram, as a test of the whole program counts
 * them (`tests/smoke/round_trips_test.ts`).
 */
export interface Asked {
  /** Sequential round trips to the database before the press is answered or the update taken. */
  readonly before: number;
  /** Those of all deliveries that follow, one after another. */
  readonly after: number;
  /** Calls of Telegram, with answers to presses first. */
  readonly calls: readonly string[];
}

export const life: Readonly<Record<string, Asked>> = {
  report: { before: 6, after: 10, calls: ["sendMessage", "pinChatMessage"] },
  department: {
    before: 4,
    after: 16,
    calls: ["answerCallbackQuery", "editMessageText", "sendMessage"],
  },
  claim: {
    before: 4,
    after: 18,
    calls: ["answerCallbackQuery", "editMessageText", "sendMessage"],
  },
  resolve: {
    before: 4,
    after: 17,
    calls: ["answerCallbackQuery", "sendMessage", "editMessageText"],
  },
  summary: {
    before: 6,
    after: 25,
    calls: ["editMessageText", "unpinChatMessage", "sendMessage", "deleteMessage"],
  },
};
