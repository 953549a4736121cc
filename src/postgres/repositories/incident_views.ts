import type { CardId, IncidentId, UserId } from "../../people/ids.ts";
import { mayChoose } from "../../people/permission.ts";
import type { Person } from "../../people/person.ts";
import type { Department, Transaction } from "../../desk/ports.ts";
import type {
  CardView,
  IncidentDetails,
  IncidentLine,
  IncidentList,
  IncidentView,
} from "../../desk/views.ts";
import { readClock } from "../statements/clock.ts";
import { findChoice, readCard } from "../statements/cards.ts";
import * as statements from "../statements/incident_views.ts";
import { listMissedCalls } from "../statements/missed_calls.ts";
import { readIncident } from "../statements/incidents.ts";
import { listAllDepartments, readEnteredOrganisation } from "../statements/organisations.ts";
import { readActor } from "../statements/people.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";
import { toIncident } from "./incident_state.ts";
import { toDepartment, toOrganisation } from "./organisations.ts";
import { toPerson } from "./people.ts";

/** What cards and answers show alike, and the rows that it was made of. */
async function findView(tx: Transaction, incidentId: IncidentId) {
  const [row, organisation, people, words, media, all, clock] = await Promise.all([
    findRow(tx, readIncident, { id: incidentId }),
    findRow(tx, readEnteredOrganisation, {}),
    runStatement(tx, statements.listPeopleOfIncident, { incidentId }),
    getRow(tx, statements.readWords, { incidentId }),
    runStatement(tx, statements.listMedia, { incidentId }),
    runStatement(tx, listAllDepartments, {}),
    getRow(tx, readClock, {}),
  ]);
  if (row === null || organisation === null) return null;
  const departments = all.map(toDepartment);
  const incident = toIncident(row);
  const { resolution, ending } = incident;
  const known = new Map(people.map((person) => [person.user_id, toPerson(person)]));
  const get = (userId: UserId): Person => {
    const person = known.get(userId);
    if (person === undefined) throw new Error(`Person ${userId} is not known to the organisation`);
    return person;
  };
  const view: IncidentView = {
    organisation: toOrganisation(organisation),
    incident,
    reporter: get(incident.reporterId),
    department: departments.find(({ id }) => id === incident.session?.departmentId) ?? null,
    responders: incident.claims.map(({ userId }) => get(userId)),
    writer: resolution === null ? null : get(resolution.writerId),
    summariser: ending?.type === "resolved" ? get(ending.summarisedBy) : null,
    description: words.description ?? "",
    summary: ending?.type === "resolved" ? words.summary : null,
    media: media.map(({ kind }) => kind),
    reach: row.reach,
    now: clock.now,
  };
  return {
    view,
    departments,
    offered: all.filter(({ removed }) => !removed).map(toDepartment),
    people: [...known.values()],
    get,
  };
}

export async function findCardView(tx: Transaction, id: CardId): Promise<CardView | null> {
  // The version first and the state after it: what is shown may be newer than its version says,
  // which costs an edit, but never older.
  const card = await findRow(tx, readCard, { id });
  if (card === null) return null;
  // The choice before the people, so that who opened it a moment ago is among them.
  const [choice, found] = await Promise.all([
    findRow(tx, findChoice, { incidentId: card.incident_id }),
    findView(tx, card.incident_id),
  ]);
  if (found === null) return null;
  const { view, offered, get } = found;
  const open = choice !== null && choice.expires_at > view.now;
  const chooserId = open ? choice.owner_id : view.incident.reporterId;
  return {
    ...view,
    cardId: id,
    place: { chatId: card.chat_id, threadId: card.thread_id },
    groupKind: card.group_kind,
    messageId: card.message_id,
    replyTo: card.reply_to,
    pin: card.pin,
    wantedVersion: card.wanted_version,
    departments: await listOffered(tx, offered, chooserId),
    choice: open ? { owner: get(choice.owner_id), expiresAt: choice.expires_at } : null,
  };
}

/** A restricted department is offered to its own members and managers only. */
async function listOffered(
  tx: Transaction,
  departments: readonly Department[],
  chooserId: UserId,
): Promise<readonly Department[]> {
  if (!departments.some(({ restricted }) => restricted)) return departments;
  const { role, department_ids: departmentIds } = await getRow(tx, readActor, {
    userId: chooserId,
  });
  const chooser = { userId: chooserId, role, departmentIds };
  return departments.filter((department) => mayChoose(chooser, department));
}

export async function findIncidentDetails(
  tx: Transaction,
  incidentId: IncidentId,
): Promise<IncidentDetails | null> {
  const [found, timeline, missedCalls, texts, card] = await Promise.all([
    findView(tx, incidentId),
    runStatement(tx, statements.listTimeline, { incidentId }),
    runStatement(tx, listMissedCalls, { incidentId }),
    runStatement(tx, statements.listTexts, { incidentId }),
    findRow(tx, statements.findCardPlace, { incidentId }),
  ]);
  if (found === null) return null;
  return {
    ...found.view,
    // What a later program noted beside this one, it can tell nothing of.
    timeline: timeline.flatMap(({ ordinal, at, actor_id, fact }) =>
      fact === null ? [] : [{ ordinal, at, actorId: actor_id, fact }]
    ),
    missedCalls: missedCalls.map(({ session, why, user_ids, at }) => ({
      session,
      why,
      userIds: user_ids,
      at,
    })),
    texts: texts.map(({ ordinal, kind, author_id, body }) => ({
      ordinal,
      kind,
      authorId: author_id,
      body,
    })),
    people: found.people,
    departments: found.departments,
    card: card === null
      ? null
      : { chatId: card.chat_id, groupKind: card.group_kind, messageId: card.message_id },
    reportMessageId: card?.reply_to ?? null,
  };
}

export async function listIncidents(
  tx: Transaction,
  list: IncidentList,
  limit: number,
): Promise<readonly IncidentLine[]> {
  const rows = list.type === "open"
    ? await runStatement(tx, statements.listOpenIncidents, { viewerId: list.viewerId, limit })
    : await runStatement(tx, statements.listIncidentsOf, { userId: list.userId, limit });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    status: row.status,
    departmentName: row.department_name,
    excerpt: row.excerpt,
    openedAt: row.opened_at,
    responders: row.responders,
    card: row.chat_id === null || row.group_kind === null
      ? null
      : { chatId: row.chat_id, groupKind: row.group_kind, messageId: row.message_id },
  }));
}
