import * as v from "valibot";
import { reportKinds } from "../../incident/report_period.ts";

/** A day, week or month within JSON documents, by its first day. */
export const reportPeriod = v.object({
  kind: v.picklist(reportKinds),
  firstDay: v.pipe(v.string(), v.isoDate()),
});
