import type { Instant } from "../../incident/incident.ts";
import type { ChatId, IncidentId, UserId } from "../../people/ids.ts";
import type { DeliveryContent } from "../delivery_content.ts";
import type { CatchUpView } from "../views.ts";
import type { Transaction } from "./database.ts";
import type { Place } from "./organisations.ts";

/** What a chat was not told in time. */
export interface HeldUp {
  readonly incidentId: IncidentId;
  /** Whom it called; nobody where it only told something. */
  readonly userIds: readonly UserId[];
  /** When it was due. */
  readonly since: Instant;
}

/** What of an outage is still to be seen in a chat. */
export interface Backlog {
  /** Something about another incident is held up there as well, or it is owed a catch-up. */
  readonly others: boolean;
  /** Timers of the organisation are late: what they will say is not known yet. */
  readonly timers: boolean;
}

/** One message for each chat instead of all that was held up; of the entered organisation. */
export interface CatchUpRepository {
  /** Owes the chat one message about this and whatever else is held up. */
  add(tx: Transaction, place: Place, heldUp: HeldUp): Promise<void>;
  /** @param lateMs from when on something counts as held up */
  findBacklog(
    tx: Transaction,
    chatId: ChatId,
    incidentId: IncidentId,
    lateMs: number,
  ): Promise<Backlog>;
  /** Takes what is held up in the chat's queue and nobody is at work on. */
  takeHeldUp(
    tx: Transaction,
    chatId: ChatId,
    lateMs: number,
  ): Promise<readonly { readonly content: DeliveryContent; readonly since: Instant }[]>;
  findView(tx: Transaction, chatId: ChatId): Promise<CatchUpView | null>;
  /** The chat has been told of these. */
  settle(tx: Transaction, chatId: ChatId, incidentIds: readonly IncidentId[]): Promise<void>;
}
