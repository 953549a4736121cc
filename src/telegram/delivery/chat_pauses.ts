import type { ChatId } from "../../people/ids.ts";
import type { Timers } from "./timers.ts";

/**
 * Chats that Telegram wants left alone for a while. Kept in memory only: to forget one costs a
 * refused call.
 */
export interface ChatPauses {
  pause(chatId: ChatId, seconds: number): void;
  /** How many whole seconds are left; 0 where the chat may be written to. */
  getSeconds(chatId: ChatId): number;
}

export function createChatPauses(timers: Timers): ChatPauses {
  const until = new Map<ChatId, number>();
  return {
    pause(chatId, seconds) {
      if (seconds > 0) until.set(chatId, timers.now() + seconds * 1000);
    },
    getSeconds(chatId) {
      const left = (until.get(chatId) ?? 0) - timers.now();
      if (left > 0) return Math.ceil(left / 1000);
      until.delete(chatId);
      return 0;
    },
  };
}
