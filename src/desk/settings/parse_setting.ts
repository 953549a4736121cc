import type { AskedSetting, SettingsChange } from "../ports.ts";
import { parseMinutes, serviceMinutes } from "../service_minutes.ts";
import type { SettingsAnswer, SettingsRefusal } from "../settings_answer.ts";
import { listTimeZones } from "./find_time_zone.ts";

export type ParsedSetting =
  | { readonly ok: true; readonly change: SettingsChange; readonly said: SettingsAnswer }
  | { readonly ok: false; readonly reason: SettingsRefusal };

const bounds = {
  claim_minutes: serviceMinutes.claim,
  resolve_minutes: serviceMinutes.resolve,
  summary_minutes: serviceMinutes.summary,
} as const;

/** The new value of a setting as somebody typed it, or what is wrong with it. */
export function parseSetting(setting: AskedSetting, words: string): ParsedSetting {
  if (setting === "time_zone") return parseZone(words);
  const { least, most } = bounds[setting];
  const minutes = parseMinutes(words, { least, most });
  if (minutes === null) return { ok: false, reason: { type: "minutes", least, most } };
  return {
    ok: true,
    change: createChange(setting, minutes),
    said: { type: "minutes_changed", setting, minutes },
  };
}

function createChange(
  setting: Exclude<AskedSetting, "time_zone">,
  minutes: number,
): SettingsChange {
  switch (setting) {
    case "claim_minutes":
      return { claimMinutes: minutes };
    case "resolve_minutes":
      return { resolveMinutes: minutes };
    case "summary_minutes":
      return { summaryMinutes: minutes };
  }
}

function parseZone(words: string): ParsedSetting {
  const zones = listTimeZones(words);
  const [timeZone, ...others] = zones;
  if (timeZone === undefined || others.length > 0) {
    return { ok: false, reason: { type: "zone", words: words.trim(), zones } };
  }
  return { ok: true, change: { timeZone }, said: { type: "zone_changed", timeZone } };
}
