/** How many there are of what a database is filled with. */
export interface Fill {
  readonly incidents: number;
  /** A multiple of the organisations. */
  readonly groups: number;
  readonly organisations: number;
}

/** Who is OpsManager everywhere, as the stub of Telegram knows them. */
export const managerId = 700_000_001;

/** The chat of a group, by its number from 1 on. */
export function getChatId(group: number): number {
  return -1_002_000_000_000 - group;
}

const departments = ["Dispatch", "Maintenance", "Safety", "Accounting"];
const drivers = 19;
const dispatchers = 10;

/** Three years of a company's life end a minute ago. */
const span = "interval '1095 days'";

/**
 * Statements that fill an empty schema as its owner, past walls, triggers and foreign keys: what they
 * write is what the desk would have written. The newest incident of each group waits to be claimed,
 * all others have been resolved within an hour or two.
 */
export function listFillStatements(fill: Fill): readonly string[] {
  const { incidents, groups, organisations } = fill;
  const inOrganisation = groups / organisations;
  const base = "10000000 + o.id * 100";
  const each = `(
    select *, number_of_group % ${inOrganisation} + age * ${inOrganisation} + 1 as number,
      10000000 + organisation_id * 100 + id % ${drivers} as driver_id,
      10000000 + organisation_id * 100 + 50 + id % ${dispatchers} as dispatcher_id,
      (organisation_id - 1) * ${departments.length} + 1 + id % ${departments.length}
        as department_id,
      -1002000000000 - group_id as chat_id, 10 + age * 5 as message_id,
      opened_at + interval '30 seconds' as assigned_at,
      opened_at + interval '2 minutes' + interval '1 second' * (id % 600) as claimed_at,
      opened_at + interval '20 minutes' + interval '1 second' * (id % 6000) as requested_at,
      opened_at + interval '22 minutes' + interval '1 second' * (id % 6000) as ended_at
    from (
      select id, (id - 1) % ${groups} as number_of_group, (id - 1) / ${groups} as age,
        1 + (id - 1) % ${groups} as group_id,
        1 + ((id - 1) % ${groups}) / ${inOrganisation} as organisation_id,
        id > ${incidents - groups} as is_open,
        case when id > ${incidents - groups} then roadcall_now() - interval '1 minute'
          else roadcall_now() - ${span} * (${incidents} - id)::float8 / ${incidents}
            - interval '3 hours' end as opened_at
      from generate_series(1, ${incidents}) as id
    ) placed
  ) i`;
  const event = (ordinal: number, at: string, actor: string, fact: string, where: string) => `
    select organisation_id, id, ${ordinal}, ${at}, ${actor}, 1, jsonb_build_object(${fact})
    from ${each} ${where}`;
  const ended = "where not is_open";
  return [
    `insert into organisations
      (id, name, time_zone, claim_minutes, resolve_minutes, summary_minutes, last_number)
    overriding system value
    select id, 'Acme ' || id, 'UTC', 10080, 43200, 1440, ${incidents}
    from generate_series(1, ${organisations}) as id`,
    `insert into groups (id, organisation_id, chat_id, title, kind) overriding system value
    select id, 1 + (id - 1) / ${inOrganisation}, -1002000000000 - id, 'Acme ' || id, 'supergroup'
    from generate_series(1, ${groups}) as id`,
    ...departments.map((name, index) => `
      insert into departments (id, organisation_id, name, position) overriding system value
      select (id - 1) * ${departments.length} + ${index + 1}, id, '${name}', ${index + 1}
      from generate_series(1, ${organisations}) as id`),
    `create temporary table staff as
      select o.id as organisation_id, k, case when k < 50 then 'driver' else 'dispatcher' end as role,
        ${base} + k as user_id
      from generate_series(1, ${organisations}) as o (id), generate_series(0, 59) as k
      where k < ${drivers} or k between 50 and ${49 + dispatchers}
      union all
      select id, 0, 'ops_manager', ${managerId} from generate_series(1, ${organisations}) as id`,
    `insert into people (organisation_id, user_id, first_name, last_name, username, language_code)
    select organisation_id, user_id, case role when 'ops_manager' then 'Olivia' else 'Pat' end, null,
      case role when 'ops_manager' then 'olivia' else 'pat_' || user_id end, null
    from staff`,
    "insert into memberships (organisation_id, user_id, role) select organisation_id, user_id, role from staff",
    `insert into department_members (organisation_id, department_id, user_id)
    select organisation_id, (organisation_id - 1) * ${departments.length} + 1 + d, user_id
    from staff, generate_series(0, ${departments.length - 1}) as d
    where role = 'dispatcher' and k % ${departments.length} = d`,
    `insert into sightings (organisation_id, group_id, user_id)
    select s.organisation_id, g.id, s.user_id
    from staff s join groups g on g.organisation_id = s.organisation_id`,
    `insert into incidents (id, organisation_id, group_id, number, reporter_id, status, version,
      opened_at, changed_at, cycle, session)
    overriding system value
    select id, organisation_id, group_id, number, driver_id,
      case when is_open then 'awaiting_claim' else 'resolved' end,
      case when is_open then 2 else 6 end, opened_at,
      case when is_open then assigned_at else ended_at end, 1, 1
    from ${each}`,
    `insert into cycles (organisation_id, incident_id, ordinal, opened_at, assigned_at, claimed_at,
      resolution_requested_at, resolution_requested_by, writer_id, ending, ended_at, resolved_at,
      summarised_by, late)
    select organisation_id, id, 1, opened_at, assigned_at, claimed_at, requested_at, dispatcher_id,
      dispatcher_id, 'resolved', ended_at, requested_at, dispatcher_id, false
    from ${each} ${ended}`,
    `insert into cycles (organisation_id, incident_id, ordinal, opened_at, assigned_at)
    select organisation_id, id, 1, opened_at, assigned_at from ${each} where is_open`,
    `insert into department_sessions (organisation_id, incident_id, ordinal, cycle, department_id,
      assigned_at, claimed_at, reach, waiting_since)
    select organisation_id, id, 1, 1, department_id, assigned_at,
      case when not is_open then claimed_at end, 'department', assigned_at
    from ${each}`,
    `insert into claims
      (organisation_id, incident_id, session, user_id, claimed_at, ended_at, outcome)
    select organisation_id, id, 1, dispatcher_id, claimed_at, requested_at, 'resolved'
    from ${each} ${ended}`,
    `insert into participation
      (organisation_id, incident_id, cycle, department_id, user_id, active_ms, joins, outcome)
    select organisation_id, id, 1, department_id, dispatcher_id,
      extract(epoch from requested_at - claimed_at) * 1000, 1, 'resolved'
    from ${each} ${ended}`,
    `insert into texts (organisation_id, incident_id, ordinal, kind, author_id, body)
    select organisation_id, id, 1, 'description', driver_id,
      'Flat tire on the trailer, I-95 exit ' || id % 400 || ', can wait until noon' from ${each}`,
    `insert into texts (organisation_id, incident_id, ordinal, kind, author_id, body)
    select organisation_id, id, 6, 'summary', dispatcher_id,
      'Tire replaced on the shoulder, back on the road' from ${each} ${ended}`,
    `insert into sources (organisation_id, incident_id, kind, chat_id, message_id, user_id, body)
    select organisation_id, id, 'ticket', chat_id, message_id, driver_id,
      'Flat tire on the trailer, I-95 exit ' || id % 400 || ', can wait until noon' from ${each}`,
    `insert into cards (organisation_id, incident_id, chat_id, purpose, reply_to, message_id,
      wanted_version, shown_version, pin)
    select organisation_id, id, chat_id, 'group', message_id, message_id + 1,
      case when is_open then 2 else 6 end, case when is_open then 2 else 6 end,
      case when is_open then 'pinned' else 'unpinned' end
    from ${each}`,
    `insert into notices (organisation_id, chat_id, message_id, incident_id, kind)
    select organisation_id, chat_id, message_id + 2, id, 'ping' from ${each}
    union all select organisation_id, chat_id, message_id + 3, id, 'notice' from ${each} ${ended}`,
    `insert into timeline_events (organisation_id, incident_id, ordinal, at, actor_id, shape, fact)
    ${
      [
        event(
          1,
          "opened_at",
          "driver_id",
          "'type', 'opened', 'id', id, 'organisationId', organisation_id, 'groupId', group_id, " +
            "'number', number, 'reporterId', driver_id",
          "",
        ),
        event(
          2,
          "assigned_at",
          "driver_id",
          "'type', 'department_assigned', 'departmentId', department_id, 'session', 1, 'from', null",
          "",
        ),
        event(
          3,
          "claimed_at",
          "dispatcher_id",
          "'type', 'claimed', 'userId', dispatcher_id, 'session', 1",
          ended,
        ),
        event(
          4,
          "requested_at",
          "dispatcher_id",
          "'type', 'resolution_requested', 'writerId', dispatcher_id",
          ended,
        ),
        event(
          5,
          "ended_at",
          "dispatcher_id",
          "'type', 'claim_ended', 'userId', dispatcher_id, 'session', 1, 'outcome', 'resolved', " +
            "'heldMs', extract(epoch from requested_at - claimed_at)::bigint * 1000",
          ended,
        ),
        event(
          6,
          "ended_at",
          "dispatcher_id",
          "'type', 'resolved', 'resolvedAt', extract(epoch from requested_at)::bigint * 1000, " +
            "'late', false",
          ended,
        ),
      ].join(" union all ")
    }`,
    `insert into timers (organisation_id, incident_id, kind, due_at)
    select organisation_id, id, kind, roadcall_now() + interval '6 days'
    from ${each}, unnest(array['claim_breach', 'resolve_breach', 'claim_reminder']) as kind
    where is_open`,
  ];
}

/** Identity columns go on behind what was written. */
export const advanceSequences = `
  do $$
  declare
    owned record;
  begin
    for owned in
      select c.table_name, c.column_name,
        pg_get_serial_sequence(format('public.%I', c.table_name), c.column_name) as sequence
      from information_schema.columns c
      where c.table_schema = 'public' and c.is_identity = 'YES'
    loop
      execute format(
        'select setval(%L, greatest((select coalesce(max(%I), 0) from %I), 1))',
        owned.sequence, owned.column_name, owned.table_name
      );
    end loop;
  end
  $$`;
