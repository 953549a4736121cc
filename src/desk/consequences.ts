/** What follows from a decision: who is told, which prompts come and go. */
import type { Incident } from "../incident/incident.ts";
import type { Accepted } from "../incident/transition.ts";
import type { DepartmentId, MessageId, UserId } from "../people/ids.ts";
import type { Person } from "../people/person.ts";
import type { Desk } from "./desk.ts";
import { getPrivatePlace } from "./incoming.ts";
import type { NewDelivery, NoticeKind, Place, Reach, Text, Transaction } from "./ports.ts";
import { setTimers, withdrawReminders } from "./timers/set_timers.ts";

/** Telegram notifies at most five of the people whom one message mentions. */
export const mentionsPerMessage = 5;
const pingMessages = 2;

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
}

/** Writes a decision down with everything that it causes, in the same transaction. */
export async function applyDecision(desk: Desk, tx: Transaction, applied: Applied): Promise<void> {
  const { store } = desk;
  const { decision } = applied;
  const saved = store.incidents.saveTransition(tx, {
    after: decision.incident,
    events: decision.events,
    texts: applied.texts ?? [],
  });
  const change = { before: applied.before, after: decision.incident };
  const [deliveries, stale, level] = await Promise.all([
    listConsequences(desk, tx, applied),
    withdrawReminders(store, tx, change),
    // Read after the new state was written: its department's.
    store.incidents.findServiceLevel(tx, decision.incident.id),
    saved,
  ]);
  const owed = [...deliveries, ...stale];
  await Promise.all([
    level === null ? null : setTimers(store, tx, change, level),
    owed.length === 0 ? null : store.deliveries.enqueue(tx, owed),
  ]);
}

async function listConsequences(
  desk: Desk,
  tx: Transaction,
  applied: Applied,
): Promise<readonly NewDelivery[]> {
  const { before, decision, actorId } = applied;
  const after = decision.incident;
  const parts: Promise<readonly NewDelivery[]>[] = [];

  const reopened = after.cycle.ordinal !== before.cycle.ordinal;
  const handedOn = after.session !== null && after.session.ordinal !== before.session?.ordinal;
  // However long a life is, what stays of it in the group is what is true of its current cycle.
  if (reopened) parts.push(withdrawNotices(desk, tx, after, ["ping", "notice"]));
  else if (handedOn) parts.push(withdrawNotices(desk, tx, after, ["ping"]));
  if (handedOn) parts.push(callDepartment(desk, tx, after, actorId, applied.place));
  const firstClaim = after.cycle.ordinal === before.cycle.ordinal &&
    before.cycle.claimedAt === null && after.cycle.claimedAt !== null;
  const claimer = after.claims[0];
  if (firstClaim && claimer !== undefined && claimer.userId !== after.reporterId) {
    const content = {
      kind: "claimed_notice",
      incidentId: after.id,
      userId: claimer.userId,
    } as const;
    parts.push(Promise.resolve([{ place: applied.place, content }]));
  }
  const writer = after.status === "awaiting_summary" ? after.resolution?.writerId ?? null : null;
  const earlierWriter = before.status === "awaiting_summary"
    ? before.resolution?.writerId ?? null
    : null;
  if (writer !== earlierWriter) {
    if (earlierWriter !== null) parts.push(withdrawPrompts(desk, tx, after));
    if (writer !== null) parts.push(promptWriter(desk, tx, applied, writer));
  }
  if (before.ending !== null && before.ending !== after.ending) {
    // Somebody was asked to add the summary of what had been closed without one.
    parts.push(withdrawPrompts(desk, tx, after));
  }
  if (after.ending?.type === "resolved" && after.ending.summarisedBy !== after.reporterId) {
    if (decision.events.some((event) => event.fact.type === "resolved")) {
      parts.push(tellReporter(desk, tx, after, applied.place));
    }
  }
  return (await Promise.all(parts)).flat();
}

/** Calls the department's members, or the OpsManagers where none of them can be reached. */
async function callDepartment(
  desk: Desk,
  tx: Transaction,
  incident: Incident,
  actorId: UserId | null,
  place: Place,
): Promise<readonly NewDelivery[]> {
  const { session } = incident;
  if (session === null) return [];
  const recipients = await desk.store.people.listPingRecipients(
    tx,
    session.departmentId,
    actorId,
  );
  const department = recipients.inGroup.length + recipients.inPrivate.length > 0;
  const inGroup = department ? recipients.inGroup : recipients.managersInGroup;
  const inPrivate = department ? recipients.inPrivate : recipients.managersInPrivate;
  const reach: Reach = department
    ? "department"
    : inGroup.length + inPrivate.length > 0
    ? "managers"
    : "nobody";
  await desk.store.incidents.setReach(tx, incident.id, session.ordinal, reach);

  const about = {
    incidentId: incident.id,
    session: session.ordinal,
    managers: !department,
  } as const;
  return [
    ...splitMentions(inGroup).map((people): NewDelivery => ({
      place,
      content: { kind: "ping", ...about, userIds: people.map((person) => person.userId) },
    })),
    ...inPrivate.map((person): NewDelivery => ({
      place: getPrivatePlace(person.userId),
      content: { kind: "private_ping", ...about },
    })),
  ];
}

async function withdrawNotices(
  desk: Desk,
  tx: Transaction,
  incident: Incident,
  kinds: readonly NoticeKind[],
): Promise<readonly NewDelivery[]> {
  const notices = await desk.store.messages.takeNotices(tx, incident.id, kinds);
  return notices.map(({ chatId, messageId }): NewDelivery => ({
    place: { chatId, threadId: null },
    content: { kind: "delete_message", messageId },
  }));
}

function splitMentions(people: readonly Person[]): readonly (readonly Person[])[] {
  const messages = [];
  for (let at = 0; at < people.length && messages.length < pingMessages; at += mentionsPerMessage) {
    messages.push(people.slice(at, at + mentionsPerMessage));
  }
  return messages;
}

async function promptWriter(
  desk: Desk,
  tx: Transaction,
  applied: Applied,
  writerId: UserId,
): Promise<readonly NewDelivery[]> {
  const incident = applied.decision.incident;
  const promptId = await desk.store.messages.createPrompt(tx, {
    place: applied.place,
    userId: writerId,
    replyTo: applied.cardMessageId,
    purpose: { type: "summary", incidentId: incident.id, cycle: incident.cycle.ordinal },
  });
  return [{ place: applied.place, content: { kind: "prompt", promptId } }];
}

export async function withdrawPrompts(
  desk: Desk,
  tx: Transaction,
  incident: Pick<Incident, "id">,
): Promise<readonly NewDelivery[]> {
  const prompts = await desk.store.messages.closeSummaryPrompts(tx, incident.id);
  return prompts.flatMap(({ place, messageId }): NewDelivery[] =>
    messageId === null ? [] : [{ place, content: { kind: "delete_message", messageId } }]
  );
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
): Promise<readonly NewDelivery[]> {
  const silent = incident.session !== null &&
    await neededTwoPings(desk, tx, incident.session.departmentId, incident.reporterId);
  return [{
    place,
    content: {
      kind: "resolved_notice",
      incidentId: incident.id,
      cycle: incident.cycle.ordinal,
      silent,
    },
  }];
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
