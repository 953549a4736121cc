/** What follows from a decision: who is told, which prompts come and go. */
import type { Incident } from "../incident/incident.ts";
import type { ServiceLevel } from "../incident/service_level.ts";
import type { Accepted } from "../incident/transition.ts";
import type { DepartmentId, MessageId, UserId } from "../people/ids.ts";
import type { Person } from "../people/person.ts";
import type { Desk } from "./desk.ts";
import { getPrivatePlace } from "./incoming.ts";
import type { NewDelivery, PingRecipients, Place, Reach, Text, Transaction } from "./ports.ts";
import { setTimers, withdrawReminders } from "./timers/set_timers.ts";

/** Telegram notifies at most five of the people whom one message mentions. */
export const mentionsPerMessage = 5;
const pingMessages = 2;

/** What was read before, so that nothing has to wait for it once more. */
export interface Foreknown {
  /** In what time things must be done that the department has which has the incident afterwards. */
  readonly level: ServiceLevel | null;
  /** Whom a ping of that department can reach, the one apart who acts. */
  readonly recipients: PingRecipients | null;
}

export interface Applied {
  readonly before: Incident;
  readonly decision: Accepted;
  readonly texts?: readonly Text[];
  /** Null where the clock did it. */
  readonly actorId: UserId | null;
  /** The chat and topic of the incident's card. */
  readonly place: Place;
  /** What a prompt answers: the card. */
  readonly cardMessageId: MessageId | null;
  /** What is null in it or left out is read where it is needed. */
  readonly foreknown?: Foreknown;
}

/**
 * Writes a decision down with everything that it causes, in the same transaction. Whatever is
 * foreknown travels in one round trip with all of it.
 */
export async function applyDecision(desk: Desk, tx: Transaction, applied: Applied): Promise<void> {
  const { store } = desk;
  const { decision } = applied;
  const change = { before: applied.before, after: decision.incident };
  await Promise.all([
    store.incidents.saveTransition(tx, {
      after: decision.incident,
      events: decision.events,
      texts: applied.texts ?? [],
    }),
    withdrawReminders(store, tx, change),
    ...listConsequences(desk, tx, applied),
    planAhead(desk, tx, change, applied.foreknown?.level ?? null),
  ]);
}

async function planAhead(
  { store }: Desk,
  tx: Transaction,
  change: { readonly before: Incident; readonly after: Incident },
  foreknown: ServiceLevel | null,
): Promise<void> {
  // Read after the new state was written: its department's.
  const level = foreknown ?? await store.incidents.findServiceLevel(tx, change.after.id);
  if (level !== null) await setTimers(store, tx, change, level);
}

function listConsequences(
  desk: Desk,
  tx: Transaction,
  applied: Applied,
): readonly Promise<unknown>[] {
  const { messages, deliveries } = desk.store;
  const { before, decision } = applied;
  const after = decision.incident;
  const parts: Promise<unknown>[] = [];

  const reopened = after.cycle.ordinal !== before.cycle.ordinal;
  const handedOn = after.session !== null && after.session.ordinal !== before.session?.ordinal;
  // However long a life is, what stays of it in the group is what is true of its current cycle.
  if (reopened) parts.push(messages.withdrawNotices(tx, after.id, ["ping", "notice"]));
  else if (handedOn) parts.push(messages.withdrawNotices(tx, after.id, ["ping"]));
  if (handedOn) parts.push(callDepartment(desk, tx, applied));
  const firstClaim = after.cycle.ordinal === before.cycle.ordinal &&
    before.cycle.claimedAt === null && after.cycle.claimedAt !== null;
  const claimer = after.claims[0];
  if (firstClaim && claimer !== undefined && claimer.userId !== after.reporterId) {
    const content = {
      kind: "claimed_notice",
      incidentId: after.id,
      userId: claimer.userId,
    } as const;
    parts.push(deliveries.enqueue(tx, [{ place: applied.place, content }]));
  }
  const writer = after.status === "awaiting_summary" ? after.resolution?.writerId ?? null : null;
  const earlierWriter = before.status === "awaiting_summary"
    ? before.resolution?.writerId ?? null
    : null;
  if (writer !== earlierWriter) {
    if (earlierWriter !== null) parts.push(messages.withdrawSummaryPrompts(tx, after.id));
    if (writer !== null) parts.push(promptWriter(desk, tx, applied, writer));
  }
  if (before.ending !== null && before.ending !== after.ending) {
    // Somebody was asked to add the summary of what had been closed without one.
    parts.push(messages.withdrawSummaryPrompts(tx, after.id));
  }
  if (after.ending?.type === "resolved" && after.ending.summarisedBy !== after.reporterId) {
    if (decision.events.some((event) => event.fact.type === "resolved")) {
      parts.push(tellReporter(desk, tx, after, applied.place));
    }
  }
  return parts;
}

/** Calls the department's members, or the OpsManagers where none of them can be reached. */
async function callDepartment(
  { store }: Desk,
  tx: Transaction,
  { decision: { incident }, actorId, place, foreknown }: Applied,
): Promise<void> {
  const { session } = incident;
  if (session === null) return;
  const recipients = foreknown?.recipients ??
    await store.people.listPingRecipients(tx, session.departmentId, actorId);
  const department = recipients.inGroup.length + recipients.inPrivate.length > 0;
  const inGroup = department ? recipients.inGroup : recipients.managersInGroup;
  const inPrivate = department ? recipients.inPrivate : recipients.managersInPrivate;
  const reach: Reach = department
    ? "department"
    : inGroup.length + inPrivate.length > 0
    ? "managers"
    : "nobody";
  const about = {
    incidentId: incident.id,
    session: session.ordinal,
    managers: !department,
  } as const;
  await Promise.all([
    store.incidents.setReach(tx, incident.id, session.ordinal, reach),
    store.deliveries.enqueue(tx, [
      ...splitMentions(inGroup).map((people): NewDelivery => ({
        place,
        content: { kind: "ping", ...about, userIds: people.map((person) => person.userId) },
      })),
      ...inPrivate.map((person): NewDelivery => ({
        place: getPrivatePlace(person.userId),
        content: { kind: "private_ping", ...about },
      })),
    ]),
  ]);
}

function splitMentions(people: readonly Person[]): readonly (readonly Person[])[] {
  const messages = [];
  for (let at = 0; at < people.length && messages.length < pingMessages; at += mentionsPerMessage) {
    messages.push(people.slice(at, at + mentionsPerMessage));
  }
  return messages;
}

async function promptWriter(
  { store }: Desk,
  tx: Transaction,
  { decision: { incident }, place, cardMessageId }: Applied,
  writerId: UserId,
): Promise<void> {
  await store.messages.createPrompt(tx, {
    place,
    userId: writerId,
    replyTo: cardMessageId,
    purpose: { type: "summary", incidentId: incident.id, cycle: incident.cycle.ordinal },
  });
}

/**
 * At most three messages of a life may notify: where two pings did, and the claim's notice, the
 * summary comes silently.
 */
async function tellReporter(
  desk: Desk,
  tx: Transaction,
  incident: Incident,
  place: Place,
): Promise<void> {
  const silent = incident.session !== null &&
    await neededTwoPings(desk, tx, incident.session.departmentId, incident.reporterId);
  await desk.store.deliveries.enqueue(tx, [{
    place,
    content: {
      kind: "resolved_notice",
      incidentId: incident.id,
      cycle: incident.cycle.ordinal,
      silent,
    },
  }]);
}

async function neededTwoPings(
  desk: Desk,
  tx: Transaction,
  departmentId: DepartmentId,
  reporterId: UserId,
): Promise<boolean> {
  const { inGroup } = await desk.store.people.listPingRecipients(tx, departmentId, reporterId);
  return inGroup.length > mentionsPerMessage;
}
