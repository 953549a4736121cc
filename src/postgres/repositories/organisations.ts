import type { Department, Group, Organisation, OrganisationRepository } from "../../desk/ports.ts";
import type { Values } from "../statement.ts";
import * as statements from "../statements/organisations.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";

type OrganisationRow = Values<typeof statements.readEnteredOrganisation.row>;

export function toOrganisation(row: OrganisationRow): Organisation {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    claimMinutes: row.claim_minutes,
    resolveMinutes: row.resolve_minutes,
    summaryMinutes: row.summary_minutes,
    quietReminders: row.quiet_reminders,
    defaultDepartmentId: row.default_department_id,
  };
}

export function toDepartment({ id, name, restricted }: Department): Department {
  return { id, name, restricted };
}

export const organisationRepository: OrganisationRepository = {
  async enterGroup(tx, chatId): Promise<Group | null> {
    const row = await findRow(tx, statements.enterGroup, { chatId });
    if (row === null) return null;
    const { group_id: id, title, kind } = row;
    return { id, chatId, title, kind, organisation: toOrganisation(row) };
  },

  async enterHome(tx, userId) {
    const [, row] = await Promise.all([
      runStatement(tx, statements.enterHome, { userId }),
      findRow(tx, statements.readEnteredOrganisation, {}),
    ]);
    return row === null ? null : toOrganisation(row);
  },

  async enterOrganisationOf(tx, userId, id) {
    const [, row] = await Promise.all([
      runStatement(tx, statements.enterOrganisationOf, { userId, id }),
      findRow(tx, statements.readEnteredOrganisation, {}),
    ]);
    return row === null ? null : toOrganisation(row);
  },

  async enterGroupOf(tx, id) {
    await runStatement(tx, statements.enterGroupOf, { id });
  },

  async chooseHome(tx, userId) {
    await runStatement(tx, statements.chooseHome, { userId });
  },

  async isConnected(tx, chatId) {
    return (await getRow(tx, statements.isConnected, { chatId })).found;
  },

  async enterOrganisation(tx, id) {
    const row = await findRow(tx, statements.enterOrganisation, { id });
    if (row === null) throw new Error(`Organisation ${id} does not exist`);
    return toOrganisation(row);
  },

  listOrganisations: (tx) => runStatement(tx, statements.listOrganisations, {}),

  async anyOrganisationExists(tx) {
    return (await getRow(tx, statements.anyOrganisationExists, {})).found;
  },

  async listOrganisationsOf(tx, userId) {
    const rows = await runStatement(tx, statements.listOrganisationsOf, { userId });
    return rows.map(({ id, name, time_zone }) => ({ id, name, timeZone: time_zone }));
  },

  async createOrganisation(tx, { departments, ...organisation }) {
    const [, row] = await Promise.all([
      runStatement(tx, statements.enterNewOrganisation, {}),
      getRow(tx, statements.insertOrganisation, organisation),
      runStatement(tx, statements.insertDepartments, { names: departments }),
    ]);
    return toOrganisation(row);
  },

  async connectGroup(tx, chat): Promise<Group> {
    const [{ id }, organisation] = await Promise.all([
      getRow(tx, statements.insertGroup, chat),
      getRow(tx, statements.readEnteredOrganisation, {}),
    ]);
    return { ...chat, id, organisation: toOrganisation(organisation) };
  },

  listDepartments: (tx) => runStatement(tx, statements.listDepartments, {}),
  async listAllDepartments(tx) {
    const rows = await runStatement(tx, statements.listAllDepartments, {});
    return rows.map(toDepartment);
  },
  findDepartmentByName: (tx, name) => findRow(tx, statements.findDepartmentByName, { name }),
  findDepartment: (tx, id) => findRow(tx, statements.findDepartment, { id }),
};
