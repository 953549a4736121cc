import {
  boolean,
  chatId,
  departmentId,
  incidentId,
  integer,
  json,
  messageId,
  nullable,
  threadId,
  userId,
} from "../codec.ts";
import { parseDepartmentIds } from "../documents/claims.ts";
import { defineStatement } from "../statement.ts";
import { personColumns, role } from "./people.ts";

/** In one order, so that two cannot wait for each other. */
export const lockManagers = defineStatement({
  name: "lock_managers",
  text: `
    select user_id from memberships
    where organisation_id = entered_organisation_id() and role = 'ops_manager'
    order by user_id
    for update`,
  params: {},
  row: { user_id: userId },
});

export const listManagers = defineStatement({
  name: "list_managers",
  text: `
    select p.user_id, p.first_name, p.last_name, p.username, p.language_code,
      exists (select from private_chats c where c.user_id = p.user_id) as in_private
    from memberships m
    join people p on p.organisation_id = m.organisation_id and p.user_id = m.user_id
    where m.organisation_id = entered_organisation_id() and m.role = 'ops_manager'
    order by m.joined_at, m.user_id`,
  params: {},
  row: { ...personColumns, in_private: boolean },
});

export const findGroupOfManagers = defineStatement({
  name: "find_group_of_managers",
  text: `
    select g.chat_id from groups g
    where g.organisation_id = entered_organisation_id() and g.left_at is null
    order by (
      select count(*) from sightings s
      join memberships m on m.organisation_id = s.organisation_id and m.user_id = s.user_id
      where s.organisation_id = g.organisation_id and s.group_id = g.id
        and m.role = 'ops_manager'
    ) desc, g.id
    limit 1`,
  params: {},
  row: { chat_id: chatId },
});

export const listMembers = defineStatement({
  name: "list_members",
  text: `
    select p.user_id, p.first_name, p.last_name, p.username, p.language_code, m.role,
      d.department_ids
    from memberships m
    join people p on p.organisation_id = m.organisation_id and p.user_id = m.user_id
    cross join lateral (
      select coalesce(jsonb_agg(department_id order by department_id), '[]') as department_ids
      from department_members
      where organisation_id = m.organisation_id and user_id = m.user_id
    ) d
    where m.organisation_id = entered_organisation_id()
      and (m.role <> 'driver' or d.department_ids <> '[]')
    order by m.joined_at, m.user_id`,
  params: {},
  row: { ...personColumns, role, department_ids: json(parseDepartmentIds) },
});

export const countDrivers = defineStatement({
  name: "count_drivers",
  text: `
    select count(*)::integer as drivers from memberships m
    where m.organisation_id = entered_organisation_id() and m.role = 'driver'
      and not exists (
        select from department_members d
        where d.organisation_id = m.organisation_id and d.user_id = m.user_id
      )`,
  params: {},
  row: { drivers: integer },
});

export const leaveDepartment = defineStatement({
  name: "leave_department",
  text: `
    delete from department_members
    where organisation_id = entered_organisation_id() and department_id = $departmentId
      and user_id = $userId
    returning user_id`,
  params: { departmentId, userId },
  row: { user_id: userId },
});

export const leaveAllDepartments = defineStatement({
  name: "leave_all_departments",
  text: `
    delete from department_members
    where organisation_id = entered_organisation_id() and user_id = $userId`,
  params: { userId },
  row: {},
});

export const becomeDriver = defineStatement({
  name: "become_driver",
  text: `
    update memberships set role = 'driver'
    where organisation_id = entered_organisation_id() and user_id = $userId
      and role = 'dispatcher' and not exists (
        select from department_members
        where organisation_id = entered_organisation_id() and user_id = $userId
      )`,
  params: { userId },
  row: {},
});

export const listHeldIncidents = defineStatement({
  name: "list_held_incidents",
  text: `
    select c.incident_id, s.department_id, k.chat_id, k.thread_id, k.message_id
    from claims c
    join department_sessions s on s.organisation_id = c.organisation_id
      and s.incident_id = c.incident_id and s.ordinal = c.session
    join lateral (
      select chat_id, thread_id, message_id from cards
      where organisation_id = c.organisation_id and incident_id = c.incident_id
        and purpose = 'group'
      order by id limit 1
    ) k on true
    where c.organisation_id = entered_organisation_id() and c.user_id = $userId
      and c.ended_at is null
    order by c.incident_id`,
  params: { userId },
  row: {
    incident_id: incidentId,
    department_id: departmentId,
    chat_id: chatId,
    thread_id: nullable(threadId),
    message_id: nullable(messageId),
  },
});
