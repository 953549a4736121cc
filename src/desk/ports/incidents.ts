import type { Incident, Instant } from "../../incident/incident.ts";
import type { ServiceLevel } from "../../incident/service_level.ts";
import type { TimelineEvent } from "../../incident/timeline.ts";
import type { ChatId, IncidentId, MessageId, ThreadId, UserId } from "../../people/ids.ts";
import type { IncidentDetails, IncidentLine, IncidentList } from "../views.ts";
import type { Transaction } from "./database.ts";
import type { CardMessage } from "./messages.ts";
import type { Place } from "./organisations.ts";

export const textKinds = ["description", "comment", "summary"] as const;
export type TextKind = (typeof textKinds)[number];

/** Words, kept beside the event of the same ordinal. */
export interface Text {
  readonly ordinal: number;
  readonly kind: TextKind;
  readonly authorId: UserId;
  readonly body: string;
}

export const mediaKinds = ["photo", "voice", "video", "document", "location", "other"] as const;
export type MediaKind = (typeof mediaKinds)[number];

export interface Media {
  readonly kind: MediaKind;
  readonly fileId: string;
}

/** `comment`: a file that came with a comment. */
export const sourceKinds = ["ticket", "quoted", "recent", "described", "comment"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A message or file that an incident came from. */
export interface Source {
  readonly kind: SourceKind;
  readonly messageId: MessageId;
  readonly userId: UserId;
  /** What the message said; kept also where other words won. */
  readonly body: string | null;
  readonly media: Media | null;
}

export interface RecentMessage {
  readonly messageId: MessageId;
  readonly threadId: ThreadId | null;
  readonly userId: UserId;
  readonly body: string | null;
  readonly media: Media | null;
}

export const missReasons = ["claimed", "ended", "handed_on", "reminded", "too_old"] as const;
/**
 * Why people were not called: somebody had it by then, it had ended, another department session had
 * begun, a reminder told them the same, or the call was older than its use.
 */
export type MissReason = (typeof missReasons)[number];

/** A note beside the timeline: people whom the program was to call, and did not. */
export interface MissedCall {
  /** The ordinal of the department session that they were to be called in. */
  readonly session: number;
  readonly why: MissReason;
  readonly userIds: readonly UserId[];
}

export interface SavedTransition {
  readonly after: Incident;
  readonly events: readonly TimelineEvent[];
  readonly texts: readonly Text[];
}

/** An incident whose row is held. */
export interface LockedIncident {
  readonly incident: Incident;
  /** In what time things must be done about it, as {@link IncidentRepository.findServiceLevel}. */
  readonly level: ServiceLevel;
  /** Where its card stands, or will, in its group. */
  readonly card: CardMessage | null;
  /** The clock, read once the row was held. */
  readonly at: Instant;
}

export interface IncidentRepository {
  /** The next id and number; the number's row stays locked until the end of the transaction. */
  reserveIncident(tx: Transaction): Promise<{ id: IncidentId; number: number; at: Instant }>;
  insertIncident(
    tx: Transaction,
    opened: SavedTransition & { readonly place: Place; readonly sources: readonly Source[] },
  ): Promise<void>;
  /** Locks the incident's row until the end of the transaction and reads its whole state. */
  lockIncident(tx: Transaction, id: IncidentId): Promise<Incident | null>;
  /** {@link lockIncident} with what a change needs to know. Null where there is no such incident. */
  lockForChange(tx: Transaction, id: IncidentId): Promise<LockedIncident | null>;
  /**
   * In what time things must be done about it: what its department says, else its organisation.
   * Null where there is no such incident.
   */
  findServiceLevel(tx: Transaction, id: IncidentId): Promise<ServiceLevel | null>;
  /** Of those that this person may see from here ({@link IncidentList}). */
  findVisibleIncidentId(
    tx: Transaction,
    number: number,
    viewerId: UserId,
  ): Promise<IncidentId | null>;
  /** Whether the person may see the incident from here ({@link IncidentList}). */
  maySeeIncident(tx: Transaction, id: IncidentId, viewerId: UserId): Promise<boolean>;
  /**
   * Writes the new state with its events, claims, cycle, session, participation and texts, marks
   * the incident's cards as out of date and makes sure that each has a delivery.
   */
  saveTransition(tx: Transaction, saved: SavedTransition): Promise<void>;
  /** A message or file that came later. */
  addSource(
    tx: Transaction,
    incidentId: IncidentId,
    chatId: ChatId,
    source: Source,
  ): Promise<void>;
  /** Incidents of the entered group on which the person holds a claim, oldest first. */
  listHeldHere(tx: Transaction, userId: UserId): Promise<readonly IncidentId[]>;
  /** Incidents whose report came from this message of this person, oldest first. */
  listReportedIn(
    tx: Transaction,
    message: { readonly chatId: ChatId; readonly messageId: MessageId; readonly userId: UserId },
  ): Promise<readonly IncidentId[]>;
  /** What a message says now that the incident's report came from. */
  editSources(
    tx: Transaction,
    incidentId: IncidentId,
    chatId: ChatId,
    message: Pick<Source, "messageId" | "body" | "media">,
  ): Promise<void>;
  /** The description as it stands, and the messages that it came from, in their order. */
  getReport(
    tx: Transaction,
    incidentId: IncidentId,
  ): Promise<{ readonly description: string; readonly sources: readonly Source[] }>;
  /** Whose attention the session's ping could get; the card says so where it was nobody. */
  setReach(
    tx: Transaction,
    incidentId: IncidentId,
    session: number,
    reach: Reach,
  ): Promise<void>;
  /** Of several with the same session and reason one note is made. */
  noteMissedCall(tx: Transaction, id: IncidentId, call: MissedCall): Promise<void>;
  /** Open incidents, or those that concern the viewer, newest first. */
  listIncidents(
    tx: Transaction,
    list: IncidentList,
    limit: number,
  ): Promise<readonly IncidentLine[]>;
  findIncidentDetails(tx: Transaction, id: IncidentId): Promise<IncidentDetails | null>;
  /** Keeps a message of the entered group for a bare `/ticket`. */
  rememberMessage(tx: Transaction, message: RecentMessage): Promise<void>;
  /** What a message says now that a bare `/ticket` would take; false where none is kept. */
  editRecentMessage(
    tx: Transaction,
    message: Pick<RecentMessage, "messageId" | "userId" | "body" | "media">,
  ): Promise<boolean>;
  /** The person's own last messages in this topic, oldest first. */
  listRecentMessages(
    tx: Transaction,
    of: { userId: UserId; threadId: ThreadId | null; minutes: number; limit: number },
  ): Promise<readonly RecentMessage[]>;
  /** Of all organisations; returns how many went. */
  pruneRecentMessages(tx: Transaction, minutes: number): Promise<number>;
}

export const reaches = ["department", "managers", "nobody"] as const;
export type Reach = (typeof reaches)[number];
