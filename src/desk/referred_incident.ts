/** Which incident a command means that names one, or replies to a message about one. */
import type { Incident, Instant } from "../incident/incident.ts";
import type { IncidentId, MessageId } from "../people/ids.ts";
import { lockCaughtUp } from "./catch_up.ts";
import type { Desk } from "./desk.ts";
import type { Incoming } from "./incoming.ts";
import { awaitMessage } from "./not_yet_known.ts";
import type { MessageSubject, Transaction } from "./ports.ts";

/** `/comment 0042 words`, or `/comment words` as a reply. */
export interface Referring extends Incoming {
  /** All that stands behind the command; may be empty. */
  readonly words: string;
  /** Where the words begin with a number, that and the words behind it. */
  readonly numbered: { readonly number: number; readonly words: string } | null;
  /** The message it replies to, where that is not just a forum topic's first one. */
  readonly replyTo: MessageId | null;
  /** That one is ours, and so young that its id may not be known yet. */
  readonly repliesToYoung: boolean;
  /** The incident whose buttons that message carries, where it is one of ours. */
  readonly shownIncidentId: IncidentId | null;
}

export type Referred =
  | {
    readonly type: "found";
    /** Its row is locked. */
    readonly incident: Incident;
    readonly at: Instant;
    /** Without the number. */
    readonly words: string;
  }
  | { readonly type: "not_found"; readonly number: number }
  /** Neither a number nor a reply to anything about an incident. */
  | { readonly type: "nothing" };

/**
 * A reply wins over a number, so that "/comment 2 nuts are missing" under a card is about that card.
 * Only what the person may see from here is there.
 */
export async function findReferred(
  desk: Desk,
  tx: Transaction,
  command: Referring,
): Promise<Referred> {
  const { store } = desk;
  const { replyTo, numbered, words } = command;
  const { userId } = command.person;
  const subject = replyTo === null
    ? null
    : await store.messages.findSubject(tx, command.place.chatId, replyTo);
  const unknown = subject === null && command.shownIncidentId === null;
  if (unknown && command.repliesToYoung) await awaitMessage(store, tx, command.updateId);
  const repliedId = subject === null ? command.shownIncidentId : findIncidentId(subject);
  if (repliedId !== null && await store.incidents.maySeeIncident(tx, repliedId, userId)) {
    const found = await lock(desk, tx, repliedId);
    if (found !== null) return { ...found, words: words.trim() };
  }
  if (numbered === null) return { type: "nothing" };
  const id = await store.incidents.findVisibleIncidentId(tx, numbered.number, userId);
  const found = id === null ? null : await lock(desk, tx, id);
  if (found === null) return { type: "not_found", number: numbered.number };
  return { ...found, words: numbered.words.trim() };
}

function findIncidentId(subject: MessageSubject): IncidentId | null {
  if (subject.type !== "prompt") return subject.incidentId;
  const { purpose } = subject.prompt;
  return purpose.type === "summary" ? purpose.incidentId : null;
}

async function lock({ store }: Desk, tx: Transaction, id: IncidentId) {
  const { incident, at } = await lockCaughtUp(store, tx, id);
  if (incident === null) return null;
  // What comes of it happens in the incident's group, wherever it was said.
  await store.organisations.enterGroupOf(tx, incident.groupId);
  return { type: "found", incident, at } as const;
}
