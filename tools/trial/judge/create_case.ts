import type { DatabaseRows } from "./database_rows.ts";
import {
  type Case,
  type ChatCase,
  fold,
  type IncidentCase,
  type OrganisationCase,
} from "./case.ts";
import type { Person } from "../../../src/people/person.ts";
import type { Actor } from "../../../src/people/role.ts";
import type { UserId } from "../../../src/people/ids.ts";

/** Puts rows together by what they belong to. */
export function createCase(
  rows: DatabaseRows,
  rest: Pick<Case, "entries" | "pendingUpdates" | "botId" | "words" | "slackMs"> & {
    readonly chats: readonly ChatCase[];
  },
): Case {
  const organisations = new Map(rows.organisations.map((row) => {
    const { lastNumber, ...organisation } = row;
    const here = <T extends { readonly organisationId: number }>(all: readonly T[]) =>
      all.filter(({ organisationId }) => organisationId === row.id);
    const people = here(rows.people);
    const home: OrganisationCase = {
      organisation,
      lastNumber,
      departments: here(rows.departments).map(({ id, name, restricted }) => ({
        id,
        name,
        restricted,
      })),
      people: new Map(
        people.map(({ organisationId: _, role: __, departmentIds: ___, ...person }): [
          UserId,
          Person,
        ] => [person.userId, person]),
      ),
      actors: new Map(
        people.map(({ userId, role, departmentIds }): [UserId, Actor] => [
          userId,
          { userId, role, departmentIds },
        ]),
      ),
    };
    return [row.id, home] as const;
  }));
  const events = group(rows.events);
  const texts = group(rows.texts);
  const sources = group(rows.sources);
  const cards = group(rows.cards);
  const claims = group(rows.claims);
  const choices = group(rows.choices);
  const incidents = rows.incidents.map((row): IncidentCase => {
    const home = organisations.get(row.organisationId);
    if (home === undefined) throw new Error(`incident ${row.id} is of no organisation`);
    const timeline = events.get(row.id) ?? [];
    return {
      id: row.id,
      row,
      chatId: row.chatId,
      home,
      events: timeline,
      ...fold(timeline),
      texts: texts.get(row.id) ?? [],
      sources: (sources.get(row.id) ?? []).map(({ mediaKind, ...source }) => ({
        ...source,
        media: mediaKind === null ? null : { kind: mediaKind, fileId: "" },
      })),
      cards: cards.get(row.id) ?? [],
      claims: claims.get(row.id) ?? [],
      choice: choices.get(row.id)?.[0] ?? null,
    };
  });
  return {
    ...rest,
    chats: new Map(rest.chats.map((chat) => [chat.chatId, chat])),
    organisations,
    incidents: new Map(incidents.map((incident) => [incident.id, incident])),
    leftovers: rows.leftovers,
    now: rows.now,
  };
}

function group<T extends { readonly incidentId: number }>(
  rows: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  return Map.groupBy(rows, ({ incidentId }) => incidentId);
}
