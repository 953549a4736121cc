import { isTimerKind, type TimerRepository } from "../../desk/ports.ts";
import { toIso } from "../codec.ts";
import * as statements from "../statements/timers.ts";
import { getRow, runStatement } from "../transaction.ts";

export const timerRepository: TimerRepository = {
  async setTimers(tx, incidentId, planned) {
    await runStatement(tx, statements.setTimers, {
      incidentId,
      planned: planned.map(({ kind, dueAt }) => ({
        kind,
        due_at: dueAt === null ? null : toIso(dueAt),
      })),
    });
  },

  async claimDueTimers(tx, { limit, leaseSeconds }) {
    const rows = await runStatement(tx, statements.claimDueTimers, { limit, leaseSeconds });
    return rows.flatMap(({ kind, ...row }) =>
      isTimerKind(kind)
        ? [{
          id: row.id,
          organisationId: row.organisation_id,
          incidentId: row.incident_id,
          kind,
          dueAt: row.due_at,
        }]
        : []
    );
  },

  async areLate(tx, lateMs) {
    return (await getRow(tx, statements.areTimersLate, { lateMs })).late;
  },

  async hasTimer(tx, id) {
    return (await getRow(tx, statements.hasTimer, { id })).found;
  },

  async deleteTimer(tx, id) {
    await runStatement(tx, statements.deleteTimer, { id });
  },
};
