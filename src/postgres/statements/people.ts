import { roles } from "../../people/role.ts";
import {
  boolean,
  departmentId,
  incidentId,
  json,
  nullable,
  oneOf,
  text,
  userId,
} from "../codec.ts";
import { parseDepartmentIds } from "../documents/claims.ts";
import { defineStatement } from "../statement.ts";

export const role = oneOf(roles);

export const personColumns = {
  user_id: userId,
  first_name: text,
  last_name: nullable(text),
  username: nullable(text),
  language_code: nullable(text),
};

/** A person `p` of the table of people, as `parsePeople` knows one. */
export const personObject = `jsonb_build_object(
            'userId', p.user_id, 'firstName', p.first_name, 'lastName', p.last_name,
            'username', p.username, 'languageCode', p.language_code
          )`;

/** Statements that notice a person; where no organisation was entered they do nothing. */
const noticing = `
    with entered as (
      select entered_organisation_id() as organisation_id, entered_group_id() as group_id
    ), person as (
      insert into people
        (organisation_id, user_id, first_name, last_name, username, language_code)
      select organisation_id, $userId::bigint, $firstName::text, $lastName::text, $username::text,
        $languageCode::text
      from entered
      where organisation_id is not null and not exists (
        select from people p
        where p.organisation_id = entered.organisation_id and p.user_id = $userId
          and (p.first_name, p.last_name, p.username, p.language_code)
            is not distinct from ($firstName, $lastName, $username, $languageCode)
      )
      on conflict (organisation_id, user_id) do update set
        first_name = excluded.first_name, last_name = excluded.last_name,
        username = excluded.username, language_code = excluded.language_code,
        changed_at = excluded.changed_at
    ), passed_on as (
      update people p set username = null, changed_at = roadcall_now()
      from entered
      where p.organisation_id = entered.organisation_id and p.user_id <> $userId
        and lower(p.username) = lower($username)
    ), member as (
      insert into memberships (organisation_id, user_id, role)
      select organisation_id, $userId, 'driver' from entered
      where organisation_id is not null and not exists (
        select from memberships m
        where m.organisation_id = entered.organisation_id and m.user_id = $userId
      )
      on conflict do nothing
    ), sighting as (
      insert into sightings (organisation_id, group_id, user_id)
      select organisation_id, group_id, $userId from entered
      where organisation_id is not null and group_id is not null and not exists (
        select from sightings s
        where s.organisation_id = entered.organisation_id and s.group_id = entered.group_id
          and s.user_id = $userId
      )
      on conflict do nothing
    )`;
const noticed = {
  userId,
  firstName: text,
  lastName: nullable(text),
  username: nullable(text),
  languageCode: nullable(text),
};

/**
 * Does nothing where no organisation was entered, and writes nothing where nothing changed. A
 * username belongs to one person at a time: whoever had it before has lost it.
 */
export const rememberPerson = defineStatement({
  name: "remember_person",
  text: `${noticing}
    select from entered`,
  params: noticed,
  row: {},
});

/** Always one row: whoever is unknown is a Driver of no department. */
const readingActor = `
    select coalesce(
        (
          select role from memberships
          where organisation_id = entered_organisation_id() and user_id = $userId
        ),
        'driver'
      ) as role,
      (
        select coalesce(jsonb_agg(department_id order by department_id), '[]')
        from department_members
        where organisation_id = entered_organisation_id() and user_id = $userId
      ) as department_ids`;
const actorColumns = { role, department_ids: json(parseDepartmentIds) };

export const readActor = defineStatement({
  name: "read_actor",
  text: readingActor,
  params: { userId },
  row: actorColumns,
});

/** {@link rememberPerson} and {@link readActor}: who becomes a member by it is a Driver. */
export const meetPerson = defineStatement({
  name: "meet_person",
  text: `${noticing}${readingActor}`,
  params: noticed,
  row: actorColumns,
});

export const forgetSighting = defineStatement({
  name: "forget_sighting",
  text: `
    delete from sightings
    where organisation_id = entered_organisation_id() and group_id = entered_group_id()
      and user_id = $userId`,
  params: { userId },
  row: {},
});

export const findPerson = defineStatement({
  name: "find_person",
  text: `
    select user_id, first_name, last_name, username, language_code from people
    where organisation_id = entered_organisation_id() and user_id = $userId`,
  params: { userId },
  row: personColumns,
});

/** A name that moved on belongs to whoever was seen with it last. */
export const findPersonByUsername = defineStatement({
  name: "find_person_by_username",
  text: `
    select user_id, first_name, last_name, username, language_code from people
    where organisation_id = entered_organisation_id()
      and username is not null and lower(username) = lower($username)
    order by changed_at desc, user_id desc limit 1`,
  params: { username: text },
  row: personColumns,
});

export const setRole = defineStatement({
  name: "set_role",
  text: `
    insert into memberships (organisation_id, user_id, role)
    values (entered_organisation_id(), $userId, $role)
    on conflict (organisation_id, user_id) do update set role = excluded.role`,
  params: { userId, role },
  row: {},
});

export const becomeDispatcher = defineStatement({
  name: "become_dispatcher",
  text: `
    insert into memberships as m (organisation_id, user_id, role)
    values (entered_organisation_id(), $userId, 'dispatcher')
    on conflict (organisation_id, user_id) do update set role = 'dispatcher'
    where m.role = 'driver'`,
  params: { userId },
  row: {},
});

export const joinDepartment = defineStatement({
  name: "join_department",
  text: `
    insert into department_members (organisation_id, department_id, user_id)
    values (entered_organisation_id(), $departmentId, $userId)
    on conflict do nothing
    returning user_id`,
  params: { departmentId, userId },
  row: { user_id: userId },
});

/**
 * The department's Dispatchers and the organisation's managers: whether each was seen in the
 * entered group, else whether they started the bot. Those in neither place are left out.
 */
function selectReachable(department: string): string {
  return `
    with candidates as (
      select dm.user_id, dm.joined_at, false as manager
      from department_members dm
      join memberships m on m.organisation_id = dm.organisation_id and m.user_id = dm.user_id
        and m.role <> 'driver'
      where dm.organisation_id = entered_organisation_id() and dm.department_id = ${department}
      union all
      select user_id, joined_at, true from memberships
      where organisation_id = entered_organisation_id() and role = 'ops_manager'
    )
    select p.user_id, p.first_name, p.last_name, p.username, p.language_code, c.manager,
      s.user_id is not null as in_group
    from candidates c
    join people p on p.organisation_id = entered_organisation_id() and p.user_id = c.user_id
    left join sightings s on s.organisation_id = p.organisation_id
      and s.group_id = entered_group_id() and s.user_id = p.user_id
    where c.user_id is distinct from $except
      and (s.user_id is not null or exists (select from private_chats where user_id = c.user_id))
    order by c.joined_at, c.user_id`;
}

const reachable = { ...personColumns, manager: boolean, in_group: boolean };

export const listReachable = defineStatement({
  name: "list_reachable",
  text: selectReachable("$departmentId"),
  params: { departmentId: nullable(departmentId), except: nullable(userId) },
  row: reachable,
});

export const listReachableOf = defineStatement({
  name: "list_reachable_of",
  text: selectReachable(`(
          select s.department_id from incidents i
          join department_sessions s on s.organisation_id = i.organisation_id
            and s.incident_id = i.id and s.ordinal = i.session
          where i.organisation_id = entered_organisation_id() and i.id = $incidentId
        )`),
  params: { incidentId, except: nullable(userId) },
  row: reachable,
});

export const openPrivateChat = defineStatement({
  name: "open_private_chat",
  text: `insert into private_chats (user_id) values ($userId) on conflict do nothing`,
  params: { userId },
  row: {},
});

export const closePrivateChat = defineStatement({
  name: "close_private_chat",
  text: `delete from private_chats where user_id = $userId`,
  params: { userId },
  row: {},
});

export const hasPrivateChat = defineStatement({
  name: "has_private_chat",
  text: `select exists (select from private_chats where user_id = $userId) as open`,
  params: { userId },
  row: { open: boolean },
});
