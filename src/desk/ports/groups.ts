import type { ChatId, IncidentId, MessageId, UserId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";
import type { Place } from "./organisations.ts";

/** A basic group's chat and the supergroup's that it became. */
export interface ChatMove {
  readonly from: ChatId;
  readonly to: ChatId;
}

/** A message of ours that stands in a chat. */
export interface StandingMessage {
  readonly place: Place;
  readonly messageId: MessageId;
}

/** A summary that nobody is being asked for, though it is awaited. */
export interface AwaitedSummary {
  readonly incidentId: IncidentId;
  readonly cycle: number;
  readonly writerId: UserId;
  /** Where the incident's card stands or will. */
  readonly place: Place;
}

/** Who is told that the bot may not pin. */
export interface PinHint {
  readonly managerId: UserId;
  /** They have started the bot; else they were seen in the group. */
  readonly privately: boolean;
  readonly groupTitle: string;
}

/** What becomes of groups as chats of Telegram, beside what people do in them. */
export interface GroupRepository {
  /**
   * The bot is not in the chat any more: what is owed there is forgotten, and nothing becomes owed
   * until {@link returnToChat}. Of the entered organisation; of none where none is entered.
   */
  leaveChat(tx: Transaction, chatId: ChatId): Promise<void>;
  /**
   * The bot is in the entered group. `hinted`: it says itself that it may not pin.
   * @returns whether it had been removed
   */
  returnToChat(tx: Transaction, hinted: boolean): Promise<boolean>;
  /**
   * Has the entered group's open cards sent anew, and stops asking for summaries there.
   * @returns the messages that have become pointless
   */
  renewCards(tx: Transaction): Promise<readonly StandingMessage[]>;
  /** Has the entered group's open cards drawn that are not pinned. */
  touchUnpinnedCards(tx: Transaction): Promise<void>;
  /** Of the entered group. */
  listAwaitedSummaries(tx: Transaction): Promise<readonly AwaitedSummary[]>;
  /** Whom to tell that the bot may not pin there; null where nobody, or somebody was in 24 hours. */
  takePinHint(tx: Transaction, chatId: ChatId): Promise<PinHint | null>;
  /**
   * Gives a group its new chat. Its recent messages are forgotten.
   * @returns false where no group of the entered organisation has the old one
   */
  moveGroup(tx: Transaction, move: ChatMove): Promise<boolean>;
  /**
   * Has what stands or is owed in the old chat sent to the new one. Ids of messages do not survive:
   * open cards are sent anew, prompts are closed, replies go without what they answered.
   * Of the entered organisation; of none where none is entered.
   */
  moveMessages(tx: Transaction, move: ChatMove): Promise<void>;
}
