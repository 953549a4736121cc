import type { Desk, DeskSettings } from "../../src/desk/desk.ts";
import { noTelemetry, type Store } from "../../src/desk/ports.ts";

/** What an operator gets without deciding anything, but sign-ups are open and nobody has to wait. */
export const usualSettings: DeskSettings = {
  organisationDefaults: {
    timeZone: "UTC",
    claimMinutes: 10,
    resolveMinutes: 120,
    summaryMinutes: 10,
  },
  issueContext: { minutes: 3, messages: 3 },
  reportLimits: { perPerson: 1_000_000, perGroup: 1_000_000 },
  signUps: "open",
  platformAdminIds: [],
};

/** A desk without a Telegram: everybody administers, all is seen, and no name is looked up. */
export function createDesk(store: Store): Desk {
  return {
    store,
    directory: {
      isAdministrator: () => Promise.resolve(true),
      seesMessages: () => Promise.resolve(true),
      findPerson: () => Promise.resolve(null),
    },
    settings: usualSettings,
    telemetry: noTelemetry,
  };
}
