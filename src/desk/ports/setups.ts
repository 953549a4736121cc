import type { ChatId, MessageId, UserId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";

/** A guided set-up under way in an unconnected group; it belongs to who began it. */
export interface Setup {
  readonly chatId: ChatId;
  readonly userId: UserId;
  readonly name: string;
  /** The ready-made departments that are kept, by name. */
  readonly departments: readonly string[];
  /** The board with the buttons, once it is delivered. */
  readonly messageId: MessageId | null;
  /** The force reply that asks for the name, while one stands. */
  readonly promptMessageId: MessageId | null;
}

export interface SetupRepository {
  lockSetup(tx: Transaction, chatId: ChatId): Promise<Setup | null>;
  saveSetup(tx: Transaction, setup: Setup): Promise<void>;
  deleteSetup(tx: Transaction, chatId: ChatId): Promise<void>;
  /** Whether the prompt for the name has been sent, or may have been, and is not recorded yet. */
  isNamePromptInTheAir(tx: Transaction, chatId: ChatId): Promise<boolean>;
}
