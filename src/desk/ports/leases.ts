import type { Transaction } from "./database.ts";

/** What one replica does for all of them. */
export const leaseNames = ["polling", "check_in"] as const;
export type LeaseName = (typeof leaseNames)[number];

/** Where replicas agree who of them does it; the database's clock decides. */
export interface LeaseRepository {
  /**
   * Takes the lease where it is free or over, and renews it where this holder has it.
   *
   * @returns whether `holder` has it now, for so many seconds
   */
  take(tx: Transaction, name: LeaseName, holder: string, seconds: number): Promise<boolean>;
  /** Hands it back before its time; one that somebody else has stays. */
  release(tx: Transaction, name: LeaseName, holder: string): Promise<void>;
}
