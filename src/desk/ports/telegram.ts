import type { ChatId, UserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";

/** Questions about rights and names that only Telegram can answer, before any transaction. */
export interface ChatDirectory {
  isAdministrator(chatId: ChatId, userId: UserId): Promise<boolean>;
  /** What a person is called now; null where Telegram does not say. */
  findPerson(chatId: ChatId, userId: UserId): Promise<Person | null>;
  /** Whether the bot is told of all that people write there, and not of commands only. */
  seesMessages(chatId: ChatId): Promise<boolean>;
}
