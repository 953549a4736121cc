/** All that is judged, in the shape in which it is looked at: plain values, of whatever origin. */
import type { CardChoice, CardRow, ClaimRow, DatabaseRows, IncidentRow } from "./database_rows.ts";
import type { Department, Organisation } from "../../../src/desk/ports/organisations.ts";
import type { Source, Text } from "../../../src/desk/ports/incidents.ts";
import { evolve } from "../../../src/incident/evolve.ts";
import type { Incident, Instant } from "../../../src/incident/incident.ts";
import type { TimelineEvent } from "../../../src/incident/timeline.ts";
import type { ChatId, IncidentId, UserId } from "../../../src/people/ids.ts";
import type { Person } from "../../../src/people/person.ts";
import type { Actor } from "../../../src/people/role.ts";
import type { Words } from "../../../src/telegram/render/create_words.ts";
import type { SandboxMessage } from "../../sandbox/world.ts";
import type { TrialBreach } from "../ports.ts";
import type { Entry } from "../people/record.ts";

export interface Case {
  readonly entries: readonly Entry[];
  readonly chats: ReadonlyMap<number, ChatCase>;
  readonly incidents: ReadonlyMap<IncidentId, IncidentCase>;
  readonly organisations: ReadonlyMap<number, OrganisationCase>;
  readonly leftovers: DatabaseRows["leftovers"];
  /** Updates that Telegram still has. */
  readonly pendingUpdates: readonly unknown[];
  readonly botId: number;
  readonly words: Words;
  /** The database's time. */
  readonly now: Instant;
  /** By so many milliseconds people's clocks and the database's may differ. */
  readonly slackMs: number;
}

export interface ChatCase {
  readonly chatId: number;
  /** With those that were deleted, oldest first. */
  readonly messages: readonly SandboxMessage[];
  readonly pinned: readonly number[];
}

export interface OrganisationCase {
  readonly organisation: Organisation;
  /** As cards offer them. */
  readonly departments: readonly Department[];
  readonly people: ReadonlyMap<UserId, Person>;
  readonly actors: ReadonlyMap<UserId, Actor>;
  readonly lastNumber: number;
}

export interface IncidentCase {
  readonly id: IncidentId;
  readonly row: IncidentRow;
  readonly chatId: ChatId;
  readonly home: OrganisationCase;
  readonly events: readonly TimelineEvent[];
  /** What it was after each event; shorter where the timeline is broken. */
  readonly states: readonly Incident[];
  /** Why no state follows from the timeline; null where one does. */
  readonly broken: string | null;
  readonly texts: readonly Text[];
  readonly sources: readonly (Source & { readonly chatId: number })[];
  readonly cards: readonly CardRow[];
  readonly claims: readonly ClaimRow[];
  readonly choice: CardChoice | null;
}

/** A rule that must hold, and how it was looked at. */
export interface Check {
  readonly name: string;
  look(one: Case): Looked;
}

export interface Looked {
  /** How many things were held against the rule. */
  readonly looked: number;
  readonly breaches: readonly Omit<TrialBreach, "check">[];
}

/** The states that follow from a timeline, one for each event. */
export function fold(
  events: readonly TimelineEvent[],
): { readonly states: readonly Incident[]; readonly broken: string | null } {
  const states: Incident[] = [];
  let state: Incident | null = null;
  for (const event of events) {
    try {
      state = evolve(state, event);
    } catch (error) {
      return { states, broken: error instanceof Error ? error.message : String(error) };
    }
    states.push(state);
  }
  return { states, broken: null };
}

/** "Haulier 1 0042", to find it by. */
export function describeIncident({ home, row }: IncidentCase): string {
  return `${home.organisation.name} ${String(row.number).padStart(4, "0")}`;
}

export function getState({ states, id }: IncidentCase): Incident {
  const state = states.at(-1);
  if (state === undefined) throw new Error(`incident ${id} has no timeline`);
  return state;
}
