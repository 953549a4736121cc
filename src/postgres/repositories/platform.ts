import type { PlatformRepository } from "../../desk/ports.ts";
import * as statements from "../statements/platform.ts";
import { getRow, runStatement } from "../transaction.ts";

export const platformRepository: PlatformRepository = {
  async recordTick(tx) {
    await runStatement(tx, statements.recordTick, {});
  },

  async readHealth(tx) {
    const [clock, rows] = await Promise.all([
      getRow(tx, statements.readLastTick, {}),
      runStatement(tx, statements.readPlatformHealth, {}),
    ]);
    return {
      now: clock.now,
      lastTick: clock.last_tick,
      organisations: rows.map((row) => ({
        organisationId: row.organisation_id,
        groups: row.group_count,
        openIncidents: row.open_count,
        due: row.due_count,
        failed: row.failed_count,
      })),
    };
  },
};
