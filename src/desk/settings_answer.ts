/** What the desk says about an organisation's settings: facts, to be turned into words. */
import type { AskedSetting } from "./ports/messages.ts";

export type SettingsAnswer =
  /** Rendered from the database when it is delivered. */
  | { readonly type: "board"; readonly view: "main" | "departments" }
  | {
    readonly type: "minutes_changed";
    readonly setting: Exclude<AskedSetting, "time_zone">;
    readonly minutes: number;
  }
  | { readonly type: "zone_changed"; readonly timeZone: string }
  | { readonly type: "refused"; readonly reason: SettingsRefusal };

export type SettingsRefusal =
  | { readonly type: "not_manager" }
  | { readonly type: "minutes"; readonly least: number; readonly most: number }
  /** A time zone that is none, and those that it may mean. */
  | { readonly type: "zone"; readonly words: string; readonly zones: readonly string[] };
