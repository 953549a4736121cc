import {
  boolean,
  chatId,
  departmentId,
  groupId,
  integer,
  nullable,
  oneOf,
  organisationId,
  text,
  userId,
  writtenJson,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";

const groupKind = oneOf(["group", "supergroup"]);

const organisationColumns = {
  id: organisationId,
  name: text,
  time_zone: text,
  claim_minutes: integer,
  resolve_minutes: integer,
  summary_minutes: integer,
  quiet_reminders: boolean,
  default_department_id: nullable(departmentId),
};
const organisationList = `id, name, time_zone, claim_minutes, resolve_minutes, summary_minutes,
  quiet_reminders, default_department_id`;

export const enterGroup = defineStatement({
  name: "enter_group",
  text: `
    select group_id, title, kind, ${organisationList} from enter_group($chatId)`,
  params: { chatId },
  row: { group_id: groupId, title: text, kind: groupKind, ...organisationColumns },
});

export const enterOrganisation = defineStatement({
  name: "enter_organisation",
  text: `
    select ${organisationList} from enter_organisation($id)`,
  params: { id: organisationId },
  row: organisationColumns,
});

export const enterHome = defineStatement({
  name: "enter_home",
  text: `
    select set_config(
        'roadcall.organisation_id', coalesce(find_home($userId)::text, ''), true
      ) as entered_organisation,
      set_config('roadcall.group_id', '', true) as entered_group`,
  params: { userId },
  row: { entered_organisation: text, entered_group: text },
});

export const enterOrganisationOf = defineStatement({
  name: "enter_organisation_of",
  text: `
    select set_config(
        'roadcall.organisation_id',
        coalesce((select id::text from list_organisations_of($userId) where id = $id), ''),
        true
      ) as entered_organisation,
      set_config('roadcall.group_id', '', true) as entered_group`,
  params: { userId, id: organisationId },
  row: { entered_organisation: text, entered_group: text },
});

export const enterGroupOf = defineStatement({
  name: "enter_group_of",
  text: `
    select set_config('roadcall.group_id', id::text, true) as entered_group from groups
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: groupId },
  row: { entered_group: text },
});

export const chooseHome = defineStatement({
  name: "choose_home",
  text: `
    insert into homes (organisation_id, user_id)
    select organisation_id, user_id from people
    where organisation_id = entered_organisation_id() and user_id = $userId
    on conflict (organisation_id, user_id) do update set chosen_at = excluded.chosen_at`,
  params: { userId },
  row: {},
});

export const isConnected = defineStatement({
  name: "is_connected",
  text: `select exists (select from find_group($chatId)) as found`,
  params: { chatId },
  row: { found: boolean },
});

export const enterNewOrganisation = defineStatement({
  name: "enter_new_organisation",
  text: `
    select set_config(
        'roadcall.organisation_id', nextval('organisations_id_seq')::text, true
      ) as entered_organisation,
      set_config('roadcall.group_id', '', true) as entered_group`,
  params: {},
  row: { entered_organisation: text, entered_group: text },
});

export const readEnteredOrganisation = defineStatement({
  name: "read_entered_organisation",
  text: `
    select ${organisationList} from organisations where id = entered_organisation_id()`,
  params: {},
  row: organisationColumns,
});

export const insertOrganisation = defineStatement({
  name: "insert_organisation",
  text: `
    insert into organisations
      (id, name, time_zone, claim_minutes, resolve_minutes, summary_minutes)
    values (entered_organisation_id(), $name, $timeZone, $claimMinutes, $resolveMinutes,
      $summaryMinutes)
    returning ${organisationList}`,
  params: {
    name: text,
    timeZone: text,
    claimMinutes: integer,
    resolveMinutes: integer,
    summaryMinutes: integer,
  },
  row: organisationColumns,
});

export const insertDepartments = defineStatement({
  name: "insert_departments",
  text: `
    insert into departments (organisation_id, name, position)
    select entered_organisation_id(), name, position
    from jsonb_array_elements_text($names) with ordinality as given (name, position)`,
  params: { names: writtenJson<readonly string[]>() },
  row: {},
});

export const anyOrganisationExists = defineStatement({
  name: "any_organisation_exists",
  text: `select any_organisation_exists() as found`,
  params: {},
  row: { found: boolean },
});

export const listOrganisations = defineStatement({
  name: "list_organisations",
  text: `select id, name from list_organisations()`,
  params: {},
  row: { id: organisationId, name: text },
});

export const listOrganisationsOf = defineStatement({
  name: "list_organisations_of",
  text: `
    select id, name, time_zone from list_organisations_of($userId)`,
  params: { userId },
  row: { id: organisationId, name: text, time_zone: text },
});

export const insertGroup = defineStatement({
  name: "insert_group",
  text: `
    with connected as (
      insert into groups (organisation_id, chat_id, title, kind)
      values (entered_organisation_id(), $chatId, $title, $kind)
      returning id
    )
    select id, set_config('roadcall.group_id', id::text, true) as entered_group from connected`,
  params: { chatId, title: text, kind: groupKind },
  row: { id: groupId, entered_group: text },
});

const departmentColumns = { id: departmentId, name: text, restricted: boolean };

export const listDepartments = defineStatement({
  name: "list_departments",
  text: `
    select id, name, restricted from departments
    where organisation_id = entered_organisation_id() and removed_at is null
    order by position, id`,
  params: {},
  row: departmentColumns,
});

/** Those that were removed too, for the names in the history. */
export const listAllDepartments = defineStatement({
  name: "list_all_departments",
  text: `
    select id, name, restricted, removed_at is not null as removed from departments
    where organisation_id = entered_organisation_id()
    order by position, id`,
  params: {},
  row: { ...departmentColumns, removed: boolean },
});

export const findDepartmentByName = defineStatement({
  name: "find_department_by_name",
  text: `
    select id, name, restricted from departments
    where organisation_id = entered_organisation_id() and lower(name) = lower(btrim($name))
      and removed_at is null`,
  params: { name: text },
  row: departmentColumns,
});

export const findDepartment = defineStatement({
  name: "find_department",
  text: `
    select id, name, restricted from departments
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: departmentId },
  row: departmentColumns,
});
