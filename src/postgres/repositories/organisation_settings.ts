import type { SettingsRepository } from "../../desk/ports.ts";
import * as statements from "../statements/organisation_settings.ts";
import { runStatement } from "../transaction.ts";

export const settingsRepository: SettingsRepository = {
  async changeSettings(tx, change) {
    await runStatement(tx, statements.changeSettings, {
      claimMinutes: change.claimMinutes ?? null,
      resolveMinutes: change.resolveMinutes ?? null,
      summaryMinutes: change.summaryMinutes ?? null,
      timeZone: change.timeZone ?? null,
      quietReminders: change.quietReminders ?? null,
      changesDefault: change.defaultDepartmentId !== undefined,
      defaultDepartmentId: change.defaultDepartmentId ?? null,
    });
  },
};
