import type { FailedUpdateRepository } from "../../desk/ports.ts";
import * as statements from "../statements/failed_updates.ts";
import { getRow, runStatement } from "../transaction.ts";

export const failedUpdateRepository: FailedUpdateRepository = {
  async countFailure(tx, { id, lane, type, error }) {
    const row = await getRow(tx, statements.countFailure, { id, lane, type, error });
    return { failures: row.failures, setAside: row.set_aside };
  },

  async setAside(tx, id, received) {
    await runStatement(tx, statements.setAside, { id, received });
  },

  async listSetAside(tx) {
    const rows = await runStatement(tx, statements.listSetAside, {});
    return rows.map((row) => ({
      id: row.update_id,
      lane: row.lane,
      type: row.type,
      error: row.error,
      setAsideAt: row.set_aside_at,
    }));
  },

  async replay(tx, id) {
    const rows = await runStatement(tx, statements.replayUpdates, { id });
    return rows.map((row) => row.update_id);
  },

  async prune(tx, age) {
    await runStatement(tx, statements.pruneFailedUpdates, age);
  },
};
