import type { ServiceLevel } from "../../incident/service_level.ts";
import type { DepartmentId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";
import type { Department } from "./organisations.ts";

/** A department with what its line in a list shows. */
export interface DepartmentLine extends Department {
  /** Its own, in minutes; null: the organisation's. */
  readonly claimMinutes: number | null;
  readonly resolveMinutes: number | null;
  /** How many people belong to it. */
  readonly members: number;
}

/** Changing the entered organisation's departments. */
export interface DepartmentRepository {
  /** Makes changes of the organisation's departments wait for one another. */
  lockDepartments(tx: Transaction): Promise<void>;
  /** In the order in which they are offered, without those that were removed. */
  listDepartmentLines(tx: Transaction): Promise<readonly DepartmentLine[]>;
  /**
   * For who gives an incident to it: null where it was removed, and it cannot be until the end of
   * the transaction.
   */
  holdDepartment(tx: Transaction, id: DepartmentId): Promise<Department | null>;
  /** In what time things must be done that it has: what it says, else its organisation. */
  findServiceLevel(tx: Transaction, id: DepartmentId): Promise<ServiceLevel | null>;
  /** As the last one on offer. */
  addDepartment(tx: Transaction, name: string): Promise<void>;
  renameDepartment(tx: Transaction, id: DepartmentId, name: string): Promise<void>;
  setRestricted(tx: Transaction, id: DepartmentId, restricted: boolean): Promise<void>;
  /** Minutes; null: the organisation's. */
  setServiceLevel(
    tx: Transaction,
    id: DepartmentId,
    level: { readonly claimMinutes: number | null; readonly resolveMinutes: number | null },
  ): Promise<void>;
  /** Nothing can be given to it until the end of the transaction. */
  lockDepartment(tx: Transaction, id: DepartmentId): Promise<void>;
  /** The numbers of its open incidents, oldest first. */
  listOpenNumbers(tx: Transaction, id: DepartmentId): Promise<readonly number[]>;
  /**
   * It stays for the history and is offered no more. Nobody belongs to it any longer, and whoever
   * belongs to none by that becomes a Driver, OpsManagers apart; invitations and requests lapse.
   */
  removeDepartment(tx: Transaction, id: DepartmentId): Promise<void>;
  /** Draws the open cards anew on which the department's name stands or departments are offered. */
  touchCardsOfDepartment(tx: Transaction, id: DepartmentId | null): Promise<void>;
}
