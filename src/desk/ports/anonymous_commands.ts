import type { AnonymousCommandId, ChatId, UpdateId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";

/** Commands of administrators who stay anonymous, until a press says who they are. */
export interface AnonymousCommandRepository {
  /**
   * Keeps a command of the entered organisation, or of none, and forgets those that have expired.
   *
   * @param command.received what arrived, for whoever carries it out
   */
  createAnonymousCommand(
    tx: Transaction,
    command: {
      readonly chatId: ChatId;
      readonly received: string;
      readonly expiresSeconds: number;
    },
  ): Promise<AnonymousCommandId>;
  /**
   * Gives the command to a press, and to that one alone; again where the same press comes again.
   * Null where it has expired, has another taker or belongs to another chat.
   */
  takeAnonymousCommand(
    tx: Transaction,
    id: AnonymousCommandId,
    by: { readonly chatId: ChatId; readonly updateId: UpdateId },
  ): Promise<string | null>;
  deleteAnonymousCommand(tx: Transaction, id: AnonymousCommandId): Promise<void>;
}
