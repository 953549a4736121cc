import type { IncidentRepository, SavedTransition, Source, Transaction } from "../../desk/ports.ts";
import type { Incident } from "../../incident/incident.ts";
import {
  type ClockFact,
  type Fact,
  factShape,
  type TimelineEvent,
} from "../../incident/timeline.ts";
import type { ChatId, IncidentId } from "../../people/ids.ts";
import { toIso } from "../codec.ts";
import * as claims from "../statements/claims.ts";
import * as statements from "../statements/incident_writes.ts";
import { getRow, runStatement } from "../transaction.ts";

/** One value of the ports with what is written of it. */
type Insert = Parameters<IncidentRepository["insertIncident"]>[1];

export async function insertIncident(
  tx: Transaction,
  { after, events, texts, place, sources }: Insert,
): Promise<void> {
  const { id: incidentId, groupId, number, reporterId } = after;
  await Promise.all([
    getRow(tx, statements.insertIncident, {
      incidentId,
      groupId,
      number,
      reporterId,
      openedAt: after.cycle.openedAt,
      ...listState(after),
      events: events.map(toWrittenEvent),
    }),
    ...saveParts(tx, { after, events, texts }),
    addSources(tx, incidentId, place.chatId, sources),
  ]);
}

export async function addSources(
  tx: Transaction,
  incidentId: IncidentId,
  chatId: ChatId,
  sources: readonly Source[],
): Promise<void> {
  await runStatement(tx, statements.insertSources, {
    incidentId,
    chatId,
    sources: sources.map((source) => ({
      kind: source.kind,
      message_id: source.messageId,
      user_id: source.userId,
      body: source.body,
      media_kind: source.media?.kind ?? null,
      file_id: source.media?.fileId ?? null,
    })),
  });
}

/**
 * What the clocks note, of which a card says nothing. An edit that changes nothing counts against
 * Telegram's limits all the same, and where much is due at once it would take the reminders' room.
 */
const unseen: ReadonlySet<Fact["type"]> = new Set<ClockFact["type"]>([
  "sla_breached",
  "reminded",
  "escalated",
]);

export async function saveTransition(tx: Transaction, saved: SavedTransition): Promise<void> {
  const { after, events } = saved;
  const [first] = events;
  if (first === undefined) throw new Error(`No event to save for incident ${after.id}`);
  const isSeen = events.some(({ fact }) => !unseen.has(fact.type));
  // The row first, since what hangs on it is only written where it is the expected version.
  await Promise.all([
    getRow(tx, isSeen ? statements.updateIncident : statements.noteOnIncident, {
      incidentId: after.id,
      versionBefore: first.ordinal - 1,
      ...listState(after),
      events: events.map(toWrittenEvent),
    }),
    ...saveParts(tx, saved),
  ]);
}

function listState(after: Incident) {
  return {
    status: after.status,
    version: after.version,
    changedAt: after.changedAt,
    cycle: after.cycle.ordinal,
    session: after.session?.ordinal ?? null,
  };
}

function toWrittenEvent({ ordinal, at, actorId, fact }: TimelineEvent): statements.WrittenEvent {
  return { ordinal, at: toIso(at), actor_id: actorId, shape: factShape, fact };
}

/** Only what the events touched; sent in an order in which every foreign key finds its row. */
function* saveParts(
  tx: Transaction,
  { after, events, texts }: SavedTransition,
): Generator<Promise<unknown>> {
  const incidentId = after.id;
  if (events.some((event) => changesCycle(after, event))) {
    yield runStatement(tx, statements.saveCycle, listCycle(after));
  }
  if (after.session !== null && events.some((event) => changesSession(after, event))) {
    yield runStatement(tx, statements.saveSession, {
      incidentId,
      cycle: after.cycle.ordinal,
      ...after.session,
    });
  }
  const ended = events.flatMap(({ at, fact }) =>
    fact.type === "claim_ended"
      ? [{ user_id: fact.userId, ended_at: toIso(at), outcome: fact.outcome }]
      : []
  );
  const claimed = events.flatMap(({ ordinal, at, fact }) =>
    fact.type === "claimed"
      ? [{ event: ordinal, session: fact.session, user_id: fact.userId, claimed_at: toIso(at) }]
      : []
  );
  // With the one of them that comes last.
  const parts = listParts(events);
  if (ended.length > 0) {
    const over = claimed.length > 0 ? [] : parts;
    yield runStatement(tx, claims.endClaims, { incidentId, ended, parts: over });
  }
  if (claimed.length > 0) {
    yield runStatement(tx, claims.insertClaims, { incidentId, claimed, parts });
  }
  if (texts.length > 0) {
    yield runStatement(tx, statements.insertTexts, listTexts(incidentId, texts));
  }
}

function changesCycle(after: Incident, { at, fact }: TimelineEvent): boolean {
  switch (fact.type) {
    case "commented":
    case "description_edited":
    case "reminded":
    case "escalated":
    case "claim_ended":
      return false;
    case "claimed":
      return after.cycle.claimedAt === at;
    default:
      return true;
  }
}

function changesSession(after: Incident, { at, fact }: TimelineEvent): boolean {
  return fact.type === "department_assigned" || fact.type === "claim_ended" ||
    fact.type === "sla_breached" ||
    (fact.type === "claimed" && after.session?.claimedAt === at);
}

function listCycle({ id, cycle, resolution, ending }: Incident) {
  const resolved = ending?.type === "resolved" ? ending : null;
  const closed = ending?.type === "closed" ? ending : null;
  return {
    incidentId: id,
    ...cycle,
    requestedAt: resolution?.requestedAt ?? null,
    requestedBy: resolution?.requestedBy ?? null,
    writerId: resolution?.writerId ?? null,
    ending: ending?.type ?? null,
    endedAt: resolved?.summarisedAt ?? closed?.closedAt ?? null,
    closeReason: closed?.reason ?? null,
    resolvedAt: resolved?.resolvedAt ?? null,
    summarisedBy: resolved?.summarisedBy ?? null,
    late: resolved?.late ?? null,
  };
}

/** What the events add, one entry a person and session. */
function listParts(events: readonly TimelineEvent[]): readonly claims.WrittenPart[] {
  const parts = new Map<string, claims.WrittenPart>();
  for (const { fact } of events) {
    if (fact.type !== "claimed" && fact.type !== "claim_ended") continue;
    const { session, userId: user_id } = fact;
    const key = `${session} ${user_id}`;
    const part = parts.get(key) ?? { session, user_id, active_ms: 0, joins: 0, outcome: null };
    parts.set(
      key,
      fact.type === "claimed"
        ? { ...part, joins: part.joins + 1, outcome: null }
        : { ...part, active_ms: part.active_ms + fact.heldMs, outcome: fact.outcome },
    );
  }
  return [...parts.values()];
}

function listTexts(incidentId: IncidentId, texts: SavedTransition["texts"]) {
  return {
    incidentId,
    texts: texts.map(({ ordinal, kind, authorId, body }) => ({
      ordinal,
      kind,
      author_id: authorId,
      body,
    })),
  };
}
