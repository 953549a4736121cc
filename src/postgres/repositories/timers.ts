import { isTimerKind, type TimerRepository } from "../../desk/ports.ts";
import * as statements from "../statements/timers.ts";
import { getRow, runStatement } from "../transaction.ts";

export const timerRepository: TimerRepository = {
  async setTimer(tx, { incidentId, kind, dueAt }) {
    await runStatement(tx, statements.setTimer, { incidentId, kind, dueAt });
  },

  async clearTimer(tx, incidentId, kind) {
    await runStatement(tx, statements.clearTimer, { incidentId, kind });
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
