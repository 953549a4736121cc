/** What the database has where all went well, made by hand; tests make lies of it. */
import { parseDepartmentId, parseOrganisationId, parseUserId } from "../../../../src/people/ids.ts";
import type { Role } from "../../../../src/people/role.ts";
import type { SandboxMessage } from "../../../../tools/sandbox/world.ts";
import type { Case } from "../../../../tools/trial/judge/case.ts";
import { createCase } from "../../../../tools/trial/judge/create_case.ts";
import type { DatabaseRows } from "../../../../tools/trial/judge/database_rows.ts";
import type { Entry } from "../../../../tools/trial/people/record.ts";
import { words } from "../../../telegram/render/read_words.ts";

type Writable<T> = T extends readonly (infer R)[] ? R[] : T;
type Tables = Omit<DatabaseRows, "leftovers" | "now">;

/** What a test changes to make it a lie. */
export interface Made {
  readonly tables: { readonly [T in keyof Tables]: Writable<Tables[T]> };
  readonly leftovers: {
    readonly [T in keyof DatabaseRows["leftovers"]]: Writable<DatabaseRows["leftovers"][T]>;
  };
  readonly entries: Entry[];
  readonly messages: SandboxMessage[];
  readonly pinned: number[];
  readonly pendingUpdates: unknown[];
}

export const chatId = -1_001;
export const botId = 900;
export const now = Date.UTC(2026, 9, 15, 12);
export const dana = 11;
export const mia = 12;
export const sam = 13;
export const firstCard = 2;
export const secondCard = 11;

export const organisationId = parseOrganisationId(1);
export const maintenance = { id: parseDepartmentId(1), name: "Maintenance", restricted: false };
export const dispatch = { id: parseDepartmentId(2), name: "Dispatch", restricted: false };

/** Who there is, before anything happened. */
export function createEmpty(): Made {
  const person = (userId: number, firstName: string, role: Role, departments = [0]) => ({
    organisationId,
    userId: parseUserId(userId),
    firstName,
    lastName: null,
    username: firstName.toLowerCase(),
    languageCode: null,
    role,
    departmentIds: departments.filter((id) => id > 0).map(parseDepartmentId),
  });
  return {
    tables: {
      organisations: [{
        id: organisationId,
        name: "Acme",
        timeZone: "UTC",
        claimMinutes: 10,
        resolveMinutes: 120,
        summaryMinutes: 10,
        quietReminders: false,
        defaultDepartmentId: null,
        lastNumber: 2,
      }],
      departments: [maintenance, dispatch].map((one) => ({ organisationId, ...one })),
      people: [
        person(dana, "Dana", "driver"),
        person(mia, "Mia", "dispatcher", [maintenance.id]),
        person(sam, "Sam", "dispatcher", [dispatch.id]),
      ],
      incidents: [],
      events: [],
      texts: [],
      sources: [],
      cards: [],
      claims: [],
      choices: [],
    },
    leftovers: { timers: [], deliveries: [], leases: [], inbox: [], failedUpdates: [] },
    entries: [],
    messages: [],
    pinned: [],
    pendingUpdates: [],
  };
}

/** As the judge looks at it. */
export function createJudged(
  { tables, leftovers, entries, messages, pinned, pendingUpdates }: Made,
): Case {
  return createCase({ ...tables, leftovers, now }, {
    entries,
    chats: [{ chatId, messages, pinned }],
    pendingUpdates,
    botId,
    words,
    slackMs: 1000,
  });
}
