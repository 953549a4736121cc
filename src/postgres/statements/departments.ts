import {
  boolean,
  departmentId,
  incidentId,
  integer,
  nullable,
  organisationId,
  text,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const lockDepartments = defineStatement({
  name: "lock_departments",
  text: `select id from organisations where id = entered_organisation_id() for no key update`,
  params: {},
  row: { id: organisationId },
});

export const listDepartmentLines = defineStatement({
  name: "list_department_lines",
  text: `
    select d.id, d.name, d.restricted, d.claim_minutes, d.resolve_minutes,
      (
        select count(*)::integer from department_members m
        where m.organisation_id = d.organisation_id and m.department_id = d.id
      ) as members
    from departments d
    where d.organisation_id = entered_organisation_id() and d.removed_at is null
    order by d.position, d.id`,
  params: {},
  row: {
    id: departmentId,
    name: text,
    restricted: boolean,
    claim_minutes: nullable(integer),
    resolve_minutes: nullable(integer),
    members: integer,
  },
});

/** Waits for a removal under way, and keeps one that comes later waiting. */
export const holdDepartment = defineStatement({
  name: "hold_department",
  text: `
    select id, name, restricted from departments
    where organisation_id = entered_organisation_id() and id = $id and removed_at is null
    for key share`,
  params: { id: departmentId },
  row: { id: departmentId, name: text, restricted: boolean },
});

export const readDepartmentLevel = defineStatement({
  name: "read_department_level",
  text: `
    select coalesce(d.claim_minutes, o.claim_minutes) as claim_minutes,
      coalesce(d.resolve_minutes, o.resolve_minutes) as resolve_minutes, o.summary_minutes
    from departments d
    join organisations o on o.id = d.organisation_id
    where d.organisation_id = entered_organisation_id() and d.id = $id`,
  params: { id: departmentId },
  row: { claim_minutes: integer, resolve_minutes: integer, summary_minutes: integer },
});

export const insertDepartment = defineStatement({
  name: "insert_department",
  text: `
    insert into departments (organisation_id, name, position)
    select entered_organisation_id(), $name::text, coalesce(max(position), 0) + 1
    from departments where organisation_id = entered_organisation_id()`,
  params: { name: text },
  row: {},
});

export const renameDepartment = defineStatement({
  name: "rename_department",
  text: `
    update departments set name = $name
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: departmentId, name: text },
  row: {},
});

export const setRestricted = defineStatement({
  name: "set_restricted",
  text: `
    update departments set restricted = $restricted
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: departmentId, restricted: boolean },
  row: {},
});

export const setServiceLevel = defineStatement({
  name: "set_service_level",
  text: `
    update departments set claim_minutes = $claimMinutes, resolve_minutes = $resolveMinutes
    where organisation_id = entered_organisation_id() and id = $id`,
  params: {
    id: departmentId,
    claimMinutes: nullable(integer),
    resolveMinutes: nullable(integer),
  },
  row: {},
});

export const lockDepartment = defineStatement({
  name: "lock_department",
  text: `
    select id from departments
    where organisation_id = entered_organisation_id() and id = $id
    for update`,
  params: { id: departmentId },
  row: { id: departmentId },
});

const openOfDepartment = `
  i.organisation_id = entered_organisation_id() and i.status not in ('resolved', 'closed')
    and exists (
      select from department_sessions s
      where s.organisation_id = i.organisation_id and s.incident_id = i.id
        and s.ordinal = i.session and s.department_id = $id
    )`;

export const listOpenNumbers = defineStatement({
  name: "list_open_numbers",
  text: `select i.number from incidents i where ${openOfDepartment} order by i.number`,
  params: { id: departmentId },
  row: { number: integer },
});

/** One statement, so that nobody sees a part of it. */
export const removeDepartment = defineStatement({
  name: "remove_department",
  text: `
    with removed as (
      update departments set removed_at = roadcall_now()
      where organisation_id = entered_organisation_id() and id = $id
      returning organisation_id, id
    ), left_over as (
      delete from department_members m using removed r
      where m.organisation_id = r.organisation_id and m.department_id = r.id
      returning m.organisation_id, m.user_id
    ), demoted as (
      update memberships m set role = 'driver'
      from left_over l
      where m.organisation_id = l.organisation_id and m.user_id = l.user_id
        and m.role = 'dispatcher'
        and not exists (
          select from department_members other
          where other.organisation_id = m.organisation_id and other.user_id = m.user_id
            and other.department_id <> $id
        )
    ), no_default as (
      update organisations o set default_department_id = null
      from removed r
      where o.id = r.organisation_id and o.default_department_id = r.id
    ), uninvited as (
      update invitations i set closed_at = roadcall_now()
      from removed r
      where i.organisation_id = r.organisation_id and i.department_id = r.id
        and i.closed_at is null
    )
    update join_requests j set decided_at = roadcall_now()
    from removed r
    where j.organisation_id = r.organisation_id and j.department_id = r.id
      and j.decided_at is null`,
  params: { id: departmentId },
  row: {},
});

/** Where no department stands the choice of departments does. */
export const listIncidentsOffering = defineStatement({
  name: "list_incidents_offering",
  text: `
    select i.id from incidents i
    where i.organisation_id = entered_organisation_id()
      and i.status not in ('resolved', 'closed')
      and (
        i.status = 'awaiting_department'
        or exists (
          select from department_sessions s
          where s.organisation_id = i.organisation_id and s.incident_id = i.id
            and s.ordinal = i.session and s.department_id = $id
        )
        or exists (
          select from card_choices c
          where c.organisation_id = i.organisation_id and c.incident_id = i.id
        )
      )
    order by i.id`,
  params: { id: nullable(departmentId) },
  row: { id: incidentId },
});
