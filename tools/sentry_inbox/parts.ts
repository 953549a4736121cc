/** What the endpoint works with. */
import type { Project } from "./authorise.ts";
import type { Faults } from "./faults.ts";
import type { SizeLimits } from "./size_limits.ts";
import type { Store } from "./store.ts";

export interface Parts {
  readonly project: Project;
  readonly store: Store;
  readonly faults: Faults;
  readonly sizeLimits: SizeLimits;
  /** Aborts where the server stops. */
  stopping(): AbortSignal;
}
