import type { DepartmentRepository } from "../../desk/ports.ts";
import { touchCards } from "../statements/cards.ts";
import * as statements from "../statements/departments.ts";
import { findRow, runStatement } from "../transaction.ts";

export const departmentRepository: DepartmentRepository = {
  async lockDepartments(tx) {
    await runStatement(tx, statements.lockDepartments, {});
  },

  async listDepartmentLines(tx) {
    const rows = await runStatement(tx, statements.listDepartmentLines, {});
    return rows.map(({ claim_minutes, resolve_minutes, ...line }) => ({
      ...line,
      claimMinutes: claim_minutes,
      resolveMinutes: resolve_minutes,
    }));
  },

  holdDepartment: (tx, id) => findRow(tx, statements.holdDepartment, { id }),

  async findServiceLevel(tx, id) {
    const row = await findRow(tx, statements.readDepartmentLevel, { id });
    return row === null ? null : {
      claimMinutes: row.claim_minutes,
      resolveMinutes: row.resolve_minutes,
      summaryMinutes: row.summary_minutes,
    };
  },

  async addDepartment(tx, name) {
    await runStatement(tx, statements.insertDepartment, { name });
  },

  async renameDepartment(tx, id, name) {
    await runStatement(tx, statements.renameDepartment, { id, name });
  },

  async setRestricted(tx, id, restricted) {
    await runStatement(tx, statements.setRestricted, { id, restricted });
  },

  async setServiceLevel(tx, id, { claimMinutes, resolveMinutes }) {
    await runStatement(tx, statements.setServiceLevel, { id, claimMinutes, resolveMinutes });
  },

  async lockDepartment(tx, id) {
    await runStatement(tx, statements.lockDepartment, { id });
  },

  async listOpenNumbers(tx, id) {
    const rows = await runStatement(tx, statements.listOpenNumbers, { id });
    return rows.map(({ number }) => number);
  },

  async removeDepartment(tx, id) {
    await runStatement(tx, statements.removeDepartment, { id });
  },

  async touchCardsOfDepartment(tx, id) {
    const incidents = await runStatement(tx, statements.listIncidentsOffering, { id });
    await Promise.all(
      incidents.map((one) => runStatement(tx, touchCards, { incidentId: one.id })),
    );
  },
};
