/** Which incident a command means that names one, or replies to a message about one. */
import type { Incident, Instant } from "../incident/incident.ts";
import type { IncidentId, MessageId } from "../people/ids.ts";
import { isOpsManager, mayWorkIn } from "../people/permission.ts";
import type { Actor } from "../people/role.ts";
import { lockCaughtUp } from "./catch_up.ts";
import type { Desk } from "./desk.ts";
import type { Incoming } from "./incoming.ts";
import type { Group, MessageSubject, Transaction } from "./ports.ts";

/** `/comment 0042 words`, or `/comment words` as a reply. */
export interface Referring extends Incoming {
  /** All that stands behind the command; may be empty. */
  readonly words: string;
  /** Where the words begin with a number, that and the words behind it. */
  readonly numbered: { readonly number: number; readonly words: string } | null;
  /** The message it replies to, where that is not just a forum topic's first one. */
  readonly replyTo: MessageId | null;
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
 * An incident of another group is there for those who work on it or manage.
 */
export async function findReferred(
  desk: Desk,
  tx: Transaction,
  command: Referring,
  group: Group,
  actor: Actor,
): Promise<Referred> {
  const { store } = desk;
  const { replyTo, numbered, words } = command;
  const subject = replyTo === null
    ? null
    : await store.messages.findSubject(tx, command.place.chatId, replyTo);
  const repliedId = subject === null ? null : findIncidentId(subject);
  if (repliedId !== null) {
    const found = await lock(desk, tx, repliedId);
    if (found?.incident.groupId === group.id) return { ...found, words: words.trim() };
  }
  if (numbered === null) return { type: "nothing" };
  const id = await store.incidents.findIncidentIdByNumber(tx, numbered.number);
  const found = id === null ? null : await lock(desk, tx, id);
  if (found === null || !mayFollow(found.incident, group, actor)) {
    return { type: "not_found", number: numbered.number };
  }
  return { ...found, words: numbered.words.trim() };
}

function findIncidentId(subject: MessageSubject): IncidentId | null {
  if (subject.type !== "prompt") return subject.incidentId;
  const { purpose } = subject.prompt;
  return purpose.type === "summary" ? purpose.incidentId : null;
}

async function lock({ store }: Desk, tx: Transaction, id: IncidentId) {
  const { incident, at } = await lockCaughtUp(store, tx, id);
  return incident === null ? null : { type: "found", incident, at } as const;
}

function mayFollow({ groupId, session }: Incident, group: Group, actor: Actor): boolean {
  return groupId === group.id || isOpsManager(actor) ||
    (session !== null && mayWorkIn(actor, session.departmentId));
}
