import * as v from "valibot";
import type { SettingsAnswer } from "../../desk/settings_answer.ts";
import { count } from "./ids.ts";

/** What is said about settings, as it waits in a delivery. */
export const settingsAnswer: v.GenericSchema<unknown, SettingsAnswer> = v.variant("type", [
  v.object({ type: v.literal("board"), view: v.picklist(["main", "departments"]) }),
  v.object({
    type: v.literal("minutes_changed"),
    setting: v.picklist(["claim_minutes", "resolve_minutes", "summary_minutes"]),
    minutes: count,
  }),
  v.object({ type: v.literal("zone_changed"), timeZone: v.string() }),
  v.object({
    type: v.literal("refused"),
    reason: v.variant("type", [
      v.object({ type: v.literal("not_manager") }),
      v.object({ type: v.literal("minutes"), least: count, most: count }),
      v.object({ type: v.literal("zone"), words: v.string(), zones: v.array(v.string()) }),
    ]),
  }),
]);
