import type { ConnectionRequest } from "../../desk/ports/connections.ts";
import type { Organisation } from "../../desk/ports/organisations.ts";
import type { PlatformHealth } from "../../desk/ports/platform.ts";
import type { OrganisationId } from "../../people/ids.ts";

/** What answers in private chats show beside their own facts. */
export interface PrivateViews {
  /** Those of the person; for `organisation_asked` and `help`. */
  readonly organisations: readonly Pick<Organisation, "id" | "name">[];
  /** The one that the answer comes from. */
  readonly homeId: OrganisationId | null;
  /** For `connection_code`. */
  readonly connectionCode: { readonly code: string; readonly minutes: number } | null;
  /** For `connection_asked` and `connection_answered`. */
  readonly connectionRequest: ConnectionRequest | null;
  /** For `platform`. */
  readonly platform: PlatformHealth | null;
}

/** For answers that show none of it. */
export const noPrivateViews: PrivateViews = {
  organisations: [],
  homeId: null,
  connectionCode: null,
  connectionRequest: null,
  platform: null,
};
