import type { ChatId, UserId } from "../../people/ids.ts";

/** Questions about rights that only Telegram can answer; asked before any transaction. */
export interface ChatDirectory {
  isAdministrator(chatId: ChatId, userId: UserId): Promise<boolean>;
  /** Whether the bot is told of all that people write there, and not of commands only. */
  seesMessages(chatId: ChatId): Promise<boolean>;
}
