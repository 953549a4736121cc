import type { Instant } from "../../incident/incident.ts";
import type { ReminderClock } from "../../incident/timeline.ts";
import type { CardId, ChatId, IncidentId, MessageId, UserId } from "../../people/ids.ts";
import type { CardView } from "../views.ts";
import type { Transaction } from "./database.ts";
import type { Source } from "./incidents.ts";
import type { Place } from "./organisations.ts";

export const cardPurposes = ["group"] as const;
export type CardPurpose = (typeof cardPurposes)[number];

/** ✍ for what was written down, 👍 for what was done, 🙈 for what was not taken. */
export const reactionEmoji = ["✍", "👍", "🙈"] as const;
export type ReactionEmoji = (typeof reactionEmoji)[number];

/** A ping calls a department; a notice tells the reporter. */
export type NoticeKind = "ping" | "notice";

/** The settings whose new value is asked for in words. */
export const askedSettings = [
  "claim_minutes",
  "resolve_minutes",
  "summary_minutes",
  "time_zone",
] as const;
export type AskedSetting = (typeof askedSettings)[number];

/** A force reply that awaits a person's words. */
export type PromptPurpose =
  | { readonly type: "summary"; readonly incidentId: IncidentId; readonly cycle: number }
  /** A file came without words; the sources wait for one sentence. */
  | { readonly type: "report"; readonly sources: readonly Source[] }
  /** A new value of one of the organisation's settings; it replies to the settings' board. */
  | { readonly type: "setting"; readonly setting: AskedSetting };

export interface Prompt {
  readonly id: number;
  readonly place: Place;
  /** Null until it is delivered. */
  readonly messageId: MessageId | null;
  readonly userId: UserId;
  readonly replyTo: MessageId | null;
  readonly purpose: PromptPurpose;
  readonly closed: boolean;
}

/** Which message is an incident's card. */
export interface CardMessage {
  readonly place: Place;
  /** Null until it is sent, and where it has to be sent anew. */
  readonly messageId: MessageId | null;
  /** The newest one that was it and is it no longer. */
  readonly goneMessageId: MessageId | null;
}

export interface OwnMessage {
  readonly chatId: ChatId;
  readonly messageId: MessageId;
}

/** What a message of ours, or one that an incident came from, is about. */
export type MessageSubject =
  | { readonly type: "card"; readonly incidentId: IncidentId }
  | { readonly type: "source"; readonly incidentId: IncidentId }
  | { readonly type: "notice"; readonly incidentId: IncidentId }
  | { readonly type: "prompt"; readonly prompt: Prompt };

/** The choice of departments that a card offers: whose it is, and for how long. */
export interface Choice {
  readonly ownerId: UserId;
  readonly expiresAt: Instant;
}

export interface MessageRepository {
  /** Creates the incident's card and its delivery. */
  createCard(
    tx: Transaction,
    card: {
      incidentId: IncidentId;
      place: Place;
      purpose: CardPurpose;
      replyTo: MessageId | null;
    },
  ): Promise<CardId>;
  findCardView(tx: Transaction, id: CardId): Promise<CardView | null>;
  /** Shows or hides the choice of departments on the incident's group card and redraws it. */
  setChoice(
    tx: Transaction,
    incidentId: IncidentId,
    choice: Choice | null,
  ): Promise<void>;
  /** Also one that has expired and that nobody has taken away yet. */
  findChoice(tx: Transaction, incidentId: IncidentId): Promise<Choice | null>;
  /** Marks the incident's cards as out of date, so that they are drawn again. */
  touchCards(tx: Transaction, incidentId: IncidentId): Promise<void>;
  /**
   * Notes what was shown. `current` is false where the card changed while it was being sent, or
   * has moved to another chat: then its delivery must stay. `another` says that another replica
   * has sent it as well, and that message became the card: then nothing is noted.
   */
  recordCardShown(
    tx: Transaction,
    id: CardId,
    shown: {
      readonly chatId: ChatId;
      readonly messageId: MessageId;
      readonly version: number;
      /** Null where it is not known. */
      readonly pin: "pinned" | "unpinned" | "refused" | null;
    },
  ): Promise<{ readonly current: boolean; readonly another: boolean }>;
  /**
   * A card that has no message is about to be sent. What {@link recordCardShown} does not follow is
   * of unknown fate.
   * @returns behind which message one stands, if it does, that was sent before without an answer;
   *   null where nothing was
   */
  beginSending(tx: Transaction, id: CardId): Promise<MessageId | null>;
  /** A card is about to be pinned or unpinned: until {@link recordCardShown} nobody knows. */
  beginPinning(tx: Transaction, id: CardId): Promise<void>;
  /** The card that was sent without an answer is none of the messages up to this one. */
  moveSearch(tx: Transaction, id: CardId, ruledOut: MessageId): Promise<void>;
  /** It is known that the card was not sent. */
  endSending(tx: Transaction, id: CardId): Promise<void>;
  /** Messages of ours that stand in groups; kept for two days. */
  noteOwnMessages(tx: Transaction, messages: readonly OwnMessage[]): Promise<void>;
  /** Ids of those in the chat behind this one that are known, ours and others'. */
  listKnownMessages(
    tx: Transaction,
    chatId: ChatId,
    after: number,
  ): Promise<readonly MessageId[]>;
  /** Forgets own messages that are older than so many hours. */
  pruneOwnMessages(tx: Transaction, hours: number): Promise<void>;
  /** This message is gone: where no other one is the card meanwhile, the card is sent anew. */
  forgetCardMessage(tx: Transaction, id: CardId, gone: MessageId): Promise<void>;
  /** Writes a question to a person down, which is owed to them by this. */
  createPrompt(
    tx: Transaction,
    prompt: Omit<Prompt, "id" | "messageId" | "closed">,
  ): Promise<number>;
  findPrompt(tx: Transaction, id: number): Promise<Prompt | null>;
  recordPromptSent(tx: Transaction, id: number, messageId: MessageId): Promise<void>;
  /**
   * Closes the incident's open summary prompts; the deletion of those that stand in a chat is owed
   * by this. @returns how many were open
   */
  withdrawSummaryPrompts(tx: Transaction, incidentId: IncidentId): Promise<number>;
  /** Closes the person's open questions for settings in this chat and returns them. */
  closeSettingPrompts(tx: Transaction, chatId: ChatId, userId: UserId): Promise<readonly Prompt[]>;
  closePrompt(tx: Transaction, id: number): Promise<void>;
  /** A ping or notice that stands in a chat, so that replies to it find the incident. */
  recordNotice(
    tx: Transaction,
    notice:
      & {
        readonly incidentId: IncidentId;
        readonly chatId: ChatId;
        readonly messageId: MessageId;
      }
      & (
        | { readonly kind: NoticeKind }
        | { readonly kind: "reminder"; readonly clock: ReminderClock }
      ),
  ): Promise<void>;
  /** The deletion of the incident's pings or notices is owed by this. @returns how many stood */
  withdrawNotices(
    tx: Transaction,
    incidentId: IncidentId,
    kinds: readonly NoticeKind[],
  ): Promise<number>;
  /** The deletion of the clocks' reminders is owed by this. @returns how many stood */
  withdrawReminders(
    tx: Transaction,
    incidentId: IncidentId,
    clocks: readonly ReminderClock[],
  ): Promise<number>;
  /** Where the incident's card stands, or will, in its group. */
  findGroupCard(tx: Transaction, incidentId: IncidentId): Promise<CardMessage | null>;
  findSubject(
    tx: Transaction,
    chatId: ChatId,
    messageId: MessageId,
  ): Promise<MessageSubject | null>;
  /**
   * The person's newest open prompt that has been sent, or may have been, while the id of its
   * message is not known yet: Telegram's answer is still on its way, or was lost.
   */
  findPromptInTheAir(tx: Transaction, chatId: ChatId, userId: UserId): Promise<Prompt | null>;
  /** The person's newest open question there that is about no incident. */
  findOpenQuestion(tx: Transaction, chatId: ChatId, userId: UserId): Promise<Prompt | null>;
}
