import type { Organisation, Store, Transaction } from "../../desk/ports.ts";
import type { ReportView } from "../../desk/report_view.ts";
import type { CycleRow } from "../../incident/metrics.ts";
import { getWindow, type ReportPeriod } from "../../incident/report_period.ts";
import type { UserId } from "../../people/ids.ts";

/**
 * Reads what the figures of a period are made of, and of those before it back to `since`, where it
 * is to be compared.
 */
export async function loadReport(
  { reports, clock }: Store,
  tx: Transaction,
  organisation: Organisation,
  period: ReportPeriod,
  since: ReportPeriod = period,
): Promise<ReportView> {
  const { timeZone } = organisation;
  const { from } = getWindow(since, timeZone);
  const { until } = getWindow(period, timeZone);
  const [rows, departments, now] = await Promise.all([
    reports.listCycles(tx, { from, until }),
    reports.listDepartmentNames(tx),
    clock.readClock(tx),
  ]);
  const people = await reports.listPeople(tx, listParticipants(rows));
  return { organisation, period, now, rows, people, departments };
}

/** Whoever held a claim or wrote a summary. */
function listParticipants(rows: readonly CycleRow[]): readonly UserId[] {
  return [
    ...new Set(rows.flatMap(({ claims, ending }) => [
      ...claims.map(({ userId }) => userId),
      ...(ending?.type === "resolved" ? [ending.summarisedBy] : []),
    ])),
  ];
}
