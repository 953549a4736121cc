import { fullMeasures } from "../../desk/ports.ts";
import { chatId, integer, nullable, oneOf, userId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const admitReport = defineStatement({
  name: "admit_report",
  text: `
    select full_for, tell from admit_report($chatId, $userId, $perPerson, $perGroup)`,
  params: { chatId, userId, perPerson: integer, perGroup: integer },
  row: { full_for: nullable(oneOf(fullMeasures)), tell: oneOf(["words", "sign", "nothing"]) },
});

export const pruneReportPace = defineStatement({
  name: "prune_report_pace",
  text: `select prune_report_pace() as gone`,
  params: {},
  row: { gone: integer },
});
