import type { UserId } from "../people/ids.ts";
import type { ChatDirectory, NewOrganisation, ReportLimits, Store, Telemetry } from "./ports.ts";

/** What the operator has decided for all organisations. */
export interface DeskSettings {
  readonly organisationDefaults: Omit<NewOrganisation, "name" | "departments">;
  /** How far back a bare `/ticket` looks. */
  readonly issueContext: { readonly minutes: number; readonly messages: number };
  /** How many reports are taken within a minute. */
  readonly reportLimits: ReportLimits;
  /** Who may create an organisation; the very first one may come from anybody. */
  readonly signUps: "open" | "platform_admins";
  readonly platformAdminIds: readonly UserId[];
}

/** What every use case works with. */
export interface Desk {
  readonly store: Store;
  readonly directory: ChatDirectory;
  readonly settings: DeskSettings;
  readonly telemetry: Telemetry;
}
