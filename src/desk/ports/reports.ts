import type { CycleRow } from "../../incident/metrics.ts";
import type { TimeWindow } from "../../incident/report_period.ts";
import type { DepartmentId, UserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import type { Transaction } from "./database.ts";

/** What figures are made of; how they are made is said once, in `incident/metrics.ts`. */
export interface ReportRepository {
  /**
   * Every cycle of the entered organisation that may count in the window, by incident number: those
   * that were opened before its end and had not ended before its beginning, and those closed without
   * a summary up to 31 days before it, since the time that was promised them may end in it.
   */
  listCycles(tx: Transaction, window: TimeWindow): Promise<readonly CycleRow[]>;
  /** Those of them that are known. */
  listPeople(tx: Transaction, userIds: readonly UserId[]): Promise<readonly Person[]>;
  /** All that ever were, also those that take no incidents any more. */
  listDepartmentNames(
    tx: Transaction,
  ): Promise<readonly { readonly id: DepartmentId; readonly name: string }[]>;
}
