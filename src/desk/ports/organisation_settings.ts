import type { DepartmentId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";

/** What the entered organisation has decided; what is left out stays as it is. */
export interface SettingsChange {
  readonly claimMinutes?: number;
  readonly resolveMinutes?: number;
  readonly summaryMinutes?: number;
  /** IANA name. */
  readonly timeZone?: string;
  readonly quietReminders?: boolean;
  /** Null: none. */
  readonly defaultDepartmentId?: DepartmentId | null;
}

export interface SettingsRepository {
  changeSettings(tx: Transaction, change: SettingsChange): Promise<void>;
}
