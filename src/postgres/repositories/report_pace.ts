import type { ReportPaceRepository } from "../../desk/ports.ts";
import * as statements from "../statements/report_pace.ts";
import { getRow } from "../transaction.ts";

export const reportPaceRepository: ReportPaceRepository = {
  async admit(tx, { chatId, userId }, { perPerson, perGroup }) {
    const values = { chatId, userId, perPerson, perGroup };
    const { full_for: full, tell } = await getRow(tx, statements.admitReport, values);
    return full === null ? { type: "taken" } : { type: "refused", full, tell };
  },

  async prune(tx) {
    return (await getRow(tx, statements.pruneReportPace, {})).gone;
  },
};
