import { boolean, departmentId, integer, nullable, text } from "../codec.ts";
import { defineStatement } from "../statement.ts";

/** Null leaves a value as it is; no default department is one too. */
export const changeSettings = defineStatement({
  name: "change_settings",
  text: `
    update organisations set
      claim_minutes = coalesce($claimMinutes, claim_minutes),
      resolve_minutes = coalesce($resolveMinutes, resolve_minutes),
      summary_minutes = coalesce($summaryMinutes, summary_minutes),
      time_zone = coalesce($timeZone, time_zone),
      quiet_reminders = coalesce($quietReminders, quiet_reminders),
      default_department_id = case
        when $changesDefault then $defaultDepartmentId else default_department_id
      end
    where id = entered_organisation_id()`,
  params: {
    claimMinutes: nullable(integer),
    resolveMinutes: nullable(integer),
    summaryMinutes: nullable(integer),
    timeZone: nullable(text),
    quietReminders: nullable(boolean),
    changesDefault: boolean,
    defaultDepartmentId: nullable(departmentId),
  },
  row: {},
});
