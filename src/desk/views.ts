/** What is shown, read from the database at the moment of showing. */
import type { Incident, IncidentStatus, Instant } from "../incident/incident.ts";
import type { TimelineEvent } from "../incident/timeline.ts";
import type { CardId, ChatId, IncidentId, MessageId, UserId } from "../people/ids.ts";
import type { Person } from "../people/person.ts";
import type { MediaKind, MissedCall, Reach, Text } from "./ports/incidents.ts";
import type { Department, GroupKind, Organisation, Place } from "./ports/organisations.ts";

/** An incident with the names and words that its rendering needs. */
export interface IncidentView {
  readonly organisation: Organisation;
  readonly incident: Incident;
  readonly reporter: Person;
  /** The department that has it, or had it last. */
  readonly department: Department | null;
  /** Active claims' people, oldest claim first. */
  readonly responders: readonly Person[];
  /** Who is asked for the summary. */
  readonly writer: Person | null;
  /** Who wrote the summary. */
  readonly summariser: Person | null;
  readonly description: string;
  /** Of the current cycle. */
  readonly summary: string | null;
  readonly media: readonly MediaKind[];
  /** Of the current session. */
  readonly reach: Reach | null;
  readonly now: Instant;
}

export interface CardView extends IncidentView {
  readonly cardId: CardId;
  readonly place: Place;
  readonly groupKind: GroupKind;
  /** Null until it is sent. */
  readonly messageId: MessageId | null;
  readonly replyTo: MessageId | null;
  /** `refused`: the right to pin is missing. Null while it is not known. */
  readonly pin: "pinned" | "unpinned" | "refused" | null;
  /** What must be shown; kept with what was shown. */
  readonly wantedVersion: number;
  /**
   * Those offered to whoever chooses now, in their order: to the owner of the open choice, else to
   * the reporter. Restricted ones are there for their members and managers only.
   */
  readonly departments: readonly Department[];
  /** The choice of departments that somebody opened and that has not expired. */
  readonly choice: { readonly owner: Person; readonly expiresAt: Instant } | null;
}

/** Where an incident's card stands, for links. */
export interface CardPlace {
  readonly chatId: ChatId;
  readonly groupKind: GroupKind;
  readonly messageId: MessageId | null;
}

export interface IncidentDetails extends IncidentView {
  readonly timeline: readonly TimelineEvent[];
  /** Calls that were not made, with when the first one of each note was given up. */
  readonly missedCalls: readonly (MissedCall & { readonly at: Instant })[];
  readonly texts: readonly Text[];
  /** Everybody whom the timeline or a missed call names. */
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
  readonly card: CardPlace | null;
  /** The message that the card replies to, in the card's chat: the report. */
  readonly reportMessageId: MessageId | null;
}

/** An incident of which a chat was not told in time, as it is now. */
export interface CatchUpLine {
  readonly id: IncidentId;
  readonly number: number;
  readonly status: IncidentStatus;
  readonly department: Pick<Department, "name" | "restricted"> | null;
  /** Since when it has been as it is: without a department, waiting for one, in hand, or ended. */
  readonly since: Instant;
  readonly responders: readonly Person[];
  /** Who wrote the summary. */
  readonly summariser: Person | null;
  /** Who was to be called. */
  readonly called: readonly Person[];
  readonly card: CardPlace | null;
}

export interface CatchUpView {
  /** IANA name. */
  readonly timeZone: string;
  readonly now: Instant;
  /** When the first of what was held up was due. */
  readonly since: Instant;
  readonly lines: readonly CatchUpLine[];
}

/**
 * Which incidents are asked for. Where no group is entered, as in private, a Driver sees those of
 * the groups in which they were seen, a Dispatcher also those of their departments, and an
 * OpsManager all. From a group everybody sees that group's, and of the others a Driver sees none.
 */
export type IncidentList =
  /** Open ones of the entered group; where none is entered, all open ones that the person sees. */
  | { readonly type: "open"; readonly viewerId: UserId }
  /** Open ones that the person reported or holds. */
  | { readonly type: "mine"; readonly userId: UserId };

export interface IncidentLine {
  readonly id: IncidentId;
  readonly number: number;
  readonly status: IncidentStatus;
  readonly departmentName: string | null;
  /** The description's beginning, at most 80 characters. */
  readonly excerpt: string;
  readonly openedAt: Instant;
  readonly responders: readonly Person[];
  readonly card: CardPlace | null;
}
