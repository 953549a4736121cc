/** What the buttons of the settings' board carry, beside the organisation. */
import type { AskedSetting } from "../desk/ports/messages.ts";
import type { SettingsAction } from "../desk/settings/press_settings.ts";
import { parseDepartmentId } from "../people/ids.ts";

const askCodes = {
  claim_minutes: "gc",
  resolve_minutes: "gr",
  summary_minutes: "gs",
  time_zone: "gz",
} as const satisfies Record<AskedSetting, string>;
const settings = ["claim_minutes", "resolve_minutes", "summary_minutes", "time_zone"] as const;

const plainCodes = {
  quiet_reminders: "gq",
  default_department: "gd",
  back: "gb",
  done: "gx",
} as const;

/** With a department, or 0 for none. */
const defaultCode = "gt";

export function encodeSettingsAction(
  action: SettingsAction,
): { readonly code: string; readonly numbers: readonly number[] } {
  switch (action.type) {
    case "ask":
      return { code: askCodes[action.setting], numbers: [] };
    case "set_default":
      return { code: defaultCode, numbers: [action.departmentId ?? 0] };
    default:
      return { code: plainCodes[action.type], numbers: [] };
  }
}

/** Null for anything but what {@link encodeSettingsAction} makes. */
export function parseSettingsAction(
  code: string,
  numbers: readonly number[],
): SettingsAction | null {
  const [department, ...rest] = numbers;
  if (code === defaultCode) {
    if (department === undefined || rest.length > 0) return null;
    const departmentId = department === 0 ? null : parseDepartmentId(department);
    return { type: "set_default", departmentId };
  }
  if (department !== undefined) return null;
  for (const setting of settings) {
    if (code === askCodes[setting]) return { type: "ask", setting };
  }
  for (const type of ["quiet_reminders", "default_department", "back", "done"] as const) {
    if (code === plainCodes[type]) return { type };
  }
  return null;
}
