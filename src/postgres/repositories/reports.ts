import type { ReportRepository } from "../../desk/ports.ts";
import type { CycleRow } from "../../incident/metrics.ts";
import type { Values } from "../statement.ts";
import * as statements from "../statements/reports.ts";
import { runStatement } from "../transaction.ts";
import { toEnding } from "./incident_state.ts";
import { toPerson } from "./people.ts";

function toCycleRow(row: Values<typeof statements.listReportCycles.row>): CycleRow {
  return {
    incidentId: row.incident_id,
    number: row.number,
    ordinal: row.ordinal,
    openedAt: row.opened_at,
    assignedAt: row.assigned_at,
    claimedAt: row.claimed_at,
    resolutionRequestedAt: row.resolution_requested_at,
    ending: toEnding(row),
    resolveMinutes: row.resolve_minutes,
    sessions: row.sessions,
    claims: row.claims,
  };
}

export const reportRepository: ReportRepository = {
  async listCycles(tx, window) {
    const rows = await runStatement(tx, statements.listReportCycles, window);
    return rows.map(toCycleRow);
  },

  listPeople: async (tx, userIds) =>
    (await runStatement(tx, statements.listPeopleOfReport, { userIds })).map(toPerson),

  listDepartmentNames: (tx) => runStatement(tx, statements.listDepartmentNames, {}),
};
