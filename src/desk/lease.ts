import type { LeaseName, Store } from "./ports.ts";

/** A lease that one replica holds at a time. */
export interface Lease {
  /** Takes or renews it for its time; true where this replica has it then. */
  take(): Promise<boolean>;
  /** Hands it back before its time, where this replica has it. */
  release(): Promise<void>;
}

/**
 * @param holder this replica, by a name that no other one has
 * @param seconds for how long it is held unless it is renewed
 */
export function createLease(
  { database, leases }: Pick<Store, "database" | "leases">,
  name: LeaseName,
  holder: string,
  seconds: number,
): Lease {
  return {
    take: () => database.transaction((tx) => leases.take(tx, name, holder, seconds)),
    release: () => database.transaction((tx) => leases.release(tx, name, holder)),
  };
}
