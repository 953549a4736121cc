import type { Instant } from "../../incident/incident.ts";
import type { OrganisationId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";

/** How one organisation is served: counts, and nothing that anybody wrote. */
export interface OrganisationHealth {
  /** Null: what belongs to no organisation. */
  readonly organisationId: OrganisationId | null;
  readonly groups: number;
  readonly openIncidents: number;
  /** Deliveries that are due and that nobody is at work on. */
  readonly due: number;
  /** Deliveries that were given up. */
  readonly failed: number;
}

export interface PlatformHealth {
  readonly now: Instant;
  /** When the clock ran last, on whichever replica; null: never. */
  readonly lastTick: Instant | null;
  readonly organisations: readonly OrganisationHealth[];
}

export interface PlatformRepository {
  recordTick(tx: Transaction): Promise<void>;
  /** Across organisations. */
  readHealth(tx: Transaction): Promise<PlatformHealth>;
}
