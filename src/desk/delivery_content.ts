/** What a delivery carries: ids and facts. Words are made when it is delivered. */
import type { Instant } from "../incident/incident.ts";
import type { ReminderMessage } from "../incident/reminder_policy.ts";
import type { ReminderClock } from "../incident/timeline.ts";
import type { ReportPeriod } from "../incident/report_period.ts";
import type { CardId, GroupId, IncidentId, MessageId, UserId } from "../people/ids.ts";
import type { Answer } from "./answer.ts";
import type { ReactionEmoji } from "./ports/messages.ts";
import type { Place } from "./ports/organisations.ts";

export interface ReminderContent {
  readonly incidentId: IncidentId;
  readonly says: ReminderMessage;
  readonly clock: ReminderClock;
  /** The clock's start: with another one it is pointless. */
  readonly since: Instant;
  /** The ordinal of the event that tells of it: with a later one of its kind it is pointless. */
  readonly event: number;
  readonly silent: boolean;
  /** When it would have come, where the program was away then. */
  readonly missedSince?: Instant;
}

export type DeliveryContent =
  /** Send, edit, pin or unpin a card until it shows what it should. */
  | { readonly kind: "card"; readonly cardId: CardId }
  /** Mentions at most five people, as a reply to the card. Pointless once claimed or transferred. */
  | {
    readonly kind: "ping";
    readonly incidentId: IncidentId;
    readonly session: number;
    readonly userIds: readonly UserId[];
    /** The people are OpsManagers, asked because nobody of the department can be reached. */
    readonly managers: boolean;
  }
  /** The same in a private chat, with a link to the card. */
  | {
    readonly kind: "private_ping";
    readonly incidentId: IncidentId;
    readonly session: number;
    readonly managers: boolean;
  }
  /** "<name> (Maintenance) has it", to the reporter. */
  | { readonly kind: "claimed_notice"; readonly incidentId: IncidentId; readonly userId: UserId }
  /** The summary, to the reporter. */
  | {
    readonly kind: "resolved_notice";
    readonly incidentId: IncidentId;
    readonly cycle: number;
    readonly silent: boolean;
  }
  /** Reminds people in the group, five at most. Pointless once its clock stands still. */
  | {
    readonly kind: "reminder";
    readonly userIds: readonly UserId[];
  } & ReminderContent
  /** The same in a private chat, with a link to the card. */
  | { readonly kind: "private_reminder" } & ReminderContent
  /** One message about all that was held up in the chat, as it is now. */
  | { readonly kind: "catch_up" }
  /** A force reply; its words follow from the prompt's purpose. */
  | { readonly kind: "prompt"; readonly promptId: number }
  | { readonly kind: "delete_message"; readonly messageId: MessageId }
  /** Acknowledges a person's message without a word. */
  | { readonly kind: "reaction"; readonly messageId: MessageId; readonly emoji: ReactionEmoji }
  /** The board of a guided set-up, sent or edited. */
  | { readonly kind: "setup_board" }
  /** The force reply that asks for the organisation's name. */
  | { readonly kind: "setup_name_prompt"; readonly replyTo: MessageId | null }
  /** What follows a report, where that was delivered: its chart as a picture, its table as a CSV. */
  | {
    readonly kind: "report_file";
    readonly file: "chart" | "table";
    readonly period: ReportPeriod;
    /** As of an answer. */
    readonly expiresSeconds: number | null;
  }
  /** The answer to a command. */
  | {
    readonly kind: "answer";
    readonly answer: Answer;
    readonly replyTo: MessageId | null;
    /** Deleted so many seconds after it was sent; null: it stays. */
    readonly expiresSeconds: number | null;
    /**
     * Where a private answer cannot be delivered it goes to this group instead, and expires there.
     */
    readonly fallback: { readonly place: Place; readonly replyTo: MessageId | null } | null;
    /** A message of ours that says this instead from now on; where it is gone a new one does. */
    readonly edits?: MessageId;
    /** Whose eyes it is for, and through which group's window it looks; null in a private chat. */
    readonly viewer: { readonly userId: UserId; readonly groupId: GroupId | null };
  };

export type DeliveryKind = DeliveryContent["kind"];
