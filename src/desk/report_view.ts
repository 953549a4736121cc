import type { Instant } from "../incident/incident.ts";
import type { CycleRow } from "../incident/metrics.ts";
import type { ReportPeriod } from "../incident/report_period.ts";
import type { DepartmentId } from "../people/ids.ts";
import type { Person } from "../people/person.ts";
import type { Organisation } from "./ports/organisations.ts";

/** What a report is rendered from, read from the database at the moment of showing. */
export interface ReportView {
  readonly organisation: Organisation;
  readonly period: ReportPeriod;
  readonly now: Instant;
  /** All that may count in the period, and in the one before it where the two are compared. */
  readonly rows: readonly CycleRow[];
  /** Those who took part. */
  readonly people: readonly Person[];
  readonly departments: readonly { readonly id: DepartmentId; readonly name: string }[];
}

export type ReportRefusal =
  | "not_manager"
  /** What was asked for is no day, week or month. */
  | "usage"
  /** It has not begun yet. */
  | "future";
