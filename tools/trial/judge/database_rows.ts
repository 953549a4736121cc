/** What the database has of all organisations, as JSON rows, parsed. */
import * as v from "valibot";
import { mediaKinds, sourceKinds, textKinds } from "../../../src/desk/ports/incidents.ts";
import { incidentStatuses } from "../../../src/incident/incident.ts";
import { claimOutcomes, type Fact } from "../../../src/incident/timeline.ts";
import { parseUserId } from "../../../src/people/ids.ts";
import { roles } from "../../../src/people/role.ts";
import * as id from "../../../src/postgres/documents/ids.ts";
import { parseStoredFact } from "../../../src/postgres/documents/fact.ts";

const { count } = id;
/** Milliseconds since the epoch. */
const instant = v.number();
const maybe = v.nullable;

/** One query each: its columns are the schema's. */
export const tables = {
  organisations: {
    query: `select id, name, time_zone as "timeZone", claim_minutes as "claimMinutes",
        resolve_minutes as "resolveMinutes", summary_minutes as "summaryMinutes",
        quiet_reminders as "quietReminders", default_department_id as "defaultDepartmentId",
        last_number as "lastNumber"
      from organisations`,
    row: v.object({
      id: id.organisationId,
      name: v.string(),
      timeZone: v.string(),
      claimMinutes: count,
      resolveMinutes: count,
      summaryMinutes: count,
      quietReminders: v.boolean(),
      defaultDepartmentId: maybe(id.departmentId),
      lastNumber: count,
    }),
  },
  departments: {
    query: `select organisation_id as "organisationId", id, name, restricted from departments
      where removed_at is null order by organisation_id, position, id`,
    row: v.object({
      organisationId: id.organisationId,
      id: id.departmentId,
      name: v.string(),
      restricted: v.boolean(),
    }),
  },
  people: {
    query: `select p.organisation_id as "organisationId", p.user_id as "userId",
        p.first_name as "firstName", p.last_name as "lastName", p.username,
        p.language_code as "languageCode", coalesce(m.role, 'driver') as role,
        coalesce((select json_agg(d.department_id) from department_members d
          where d.organisation_id = p.organisation_id and d.user_id = p.user_id), '[]')
          as "departmentIds"
      from people p left join memberships m using (organisation_id, user_id)`,
    row: v.object({
      organisationId: id.organisationId,
      userId: id.userId,
      firstName: v.string(),
      lastName: maybe(v.string()),
      username: maybe(v.string()),
      languageCode: maybe(v.string()),
      role: v.picklist(roles),
      departmentIds: v.array(id.departmentId),
    }),
  },
  incidents: {
    query: `select i.id, i.organisation_id as "organisationId", i.number, i.status, i.version,
        i.cycle, i.session, i.reporter_id as "reporterId", g.chat_id as "chatId",
        (select s.reach from department_sessions s where s.organisation_id = i.organisation_id
          and s.incident_id = i.id and s.ordinal = i.session) as reach
      from incidents i join groups g on g.organisation_id = i.organisation_id and g.id = i.group_id
      order by i.id`,
    row: v.object({
      id: id.incidentId,
      organisationId: id.organisationId,
      number: count,
      status: v.picklist(incidentStatuses),
      version: count,
      cycle: count,
      session: maybe(count),
      reporterId: id.userId,
      chatId: id.chatId,
      reach: maybe(v.picklist(["department", "managers", "nobody"])),
    }),
  },
  events: {
    query: `select incident_id as "incidentId", ordinal, epoch_ms(at) as at, actor_id as "actorId",
        json_build_object('shape', shape, 'fact', fact) as fact
      from timeline_events order by incident_id, ordinal`,
    row: v.object({
      incidentId: id.incidentId,
      ordinal: count,
      at: instant,
      actorId: maybe(v.pipe(v.unknown(), v.transform(parseUserId))),
      fact: v.pipe(v.unknown(), v.transform((document): Fact => parseStoredFact(document))),
    }),
  },
  texts: {
    query: `select incident_id as "incidentId", ordinal, kind, author_id as "authorId", body
      from texts order by incident_id, ordinal`,
    row: v.object({
      incidentId: id.incidentId,
      ordinal: count,
      kind: v.picklist(textKinds),
      authorId: id.userId,
      body: v.string(),
    }),
  },
  sources: {
    query: `select incident_id as "incidentId", kind, chat_id as "chatId",
        message_id as "messageId", user_id as "userId", body, media_kind as "mediaKind"
      from sources order by id`,
    row: v.object({
      incidentId: id.incidentId,
      kind: v.picklist(sourceKinds),
      chatId: id.chatId,
      messageId: id.messageId,
      userId: id.userId,
      body: maybe(v.string()),
      mediaKind: maybe(v.picklist(mediaKinds)),
    }),
  },
  cards: {
    query: `select id, incident_id as "incidentId", chat_id as "chatId", thread_id as "threadId",
        reply_to as "replyTo", message_id as "messageId", wanted_version as "wantedVersion",
        shown_version as "shownVersion", pin
      from cards`,
    row: v.object({
      id: id.cardId,
      incidentId: id.incidentId,
      chatId: id.chatId,
      threadId: maybe(id.threadId),
      replyTo: maybe(id.messageId),
      messageId: maybe(id.messageId),
      wantedVersion: count,
      shownVersion: count,
      pin: maybe(v.picklist(["pinned", "unpinned", "refused"])),
    }),
  },
  claims: {
    query: `select incident_id as "incidentId", user_id as "userId",
        epoch_ms(claimed_at) as "claimedAt", epoch_ms(ended_at) as "endedAt", outcome
      from claims order by id`,
    row: v.object({
      incidentId: id.incidentId,
      userId: id.userId,
      claimedAt: instant,
      endedAt: maybe(instant),
      outcome: maybe(v.picklist(claimOutcomes)),
    }),
  },
  choices: {
    query: `select incident_id as "incidentId", owner_id as "ownerId",
        epoch_ms(expires_at) as "expiresAt"
      from card_choices`,
    row: v.object({ incidentId: id.incidentId, ownerId: id.userId, expiresAt: instant }),
  },
  timers: {
    query: `select incident_id as "incidentId", kind, epoch_ms(due_at) as "dueAt",
        epoch_ms(leased_until) as "leasedUntil", attempts
      from timers`,
    row: v.object({
      incidentId: id.incidentId,
      kind: v.string(),
      dueAt: instant,
      leasedUntil: maybe(instant),
      attempts: count,
    }),
  },
  deliveries: {
    query: `select id, kind, chat_id as "chatId", content, epoch_ms(due_at) as "dueAt",
        epoch_ms(leased_until) as "leasedUntil", attempts, error,
        abandoned_at is not null as abandoned
      from deliveries`,
    row: v.object({
      id: id.count,
      kind: v.string(),
      chatId: id.chatId,
      content: v.unknown(),
      dueAt: instant,
      leasedUntil: maybe(instant),
      attempts: count,
      error: maybe(v.string()),
      abandoned: v.boolean(),
    }),
  },
  leases: {
    query: `select name, holder, epoch_ms(until) as until from leases`,
    row: v.object({ name: v.string(), holder: v.string(), until: instant }),
  },
  inbox: {
    query: `select update_id as "updateId", lane from inbox`,
    row: v.object({ updateId: count, lane: v.string() }),
  },
  failedUpdates: {
    query: `select update_id as "updateId", type, failures, error,
        set_aside_at is not null as "setAside"
      from failed_updates`,
    row: v.object({
      updateId: count,
      type: v.string(),
      failures: count,
      error: v.string(),
      setAside: v.boolean(),
    }),
  },
} as const;

type Rows = { readonly [T in keyof typeof tables]: readonly RowOf<T>[] };
type RowOf<T extends keyof typeof tables> = v.InferOutput<(typeof tables)[T]["row"]>;

export type IncidentRow = RowOf<"incidents">;
export type CardRow = RowOf<"cards">;
export type ClaimRow = RowOf<"claims">;
export type CardChoice = RowOf<"choices">;

type Left = "timers" | "deliveries" | "leases" | "inbox" | "failedUpdates";

export interface DatabaseRows extends Omit<Rows, Left> {
  readonly leftovers: Pick<Rows, Left>;
  /** The database's time when it was read. */
  readonly now: number;
}

/** Reads one table by its query: rows as JSON. */
export type ReadJson = (query: string) => Promise<readonly unknown[]>;

export async function readDatabase(read: ReadJson): Promise<DatabaseRows> {
  const rows = async <T extends keyof typeof tables>(table: T): Promise<readonly RowOf<T>[]> => {
    const { query, row } = tables[table];
    return v.parse(v.array<v.GenericSchema<unknown, RowOf<T>>>(row), await read(query));
  };
  const clock = v.parse(
    v.tuple([v.object({ now: instant })]),
    await read("select epoch_ms(roadcall_now()) as now"),
  );
  return {
    now: clock[0].now,
    organisations: await rows("organisations"),
    departments: await rows("departments"),
    people: await rows("people"),
    incidents: await rows("incidents"),
    events: await rows("events"),
    texts: await rows("texts"),
    sources: await rows("sources"),
    cards: await rows("cards"),
    claims: await rows("claims"),
    choices: await rows("choices"),
    leftovers: {
      timers: await rows("timers"),
      deliveries: await rows("deliveries"),
      leases: await rows("leases"),
      inbox: await rows("inbox"),
      failedUpdates: await rows("failedUpdates"),
    },
  };
}
