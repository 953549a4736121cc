/** What came of a press, for the callback answer. */
import type { Refusal } from "../incident/refusal.ts";
import type { SetupRefusal } from "./answer.ts";
import type { Department } from "./ports/organisations.ts";

export type PressAction =
  | "assign_department"
  | "transfer"
  | "claim"
  | "release"
  | "request_resolution"
  | "withdraw_resolution"
  | "take_over_summary"
  | "cancel"
  | "reopen"
  /** Asks for the summary of what was closed without one. */
  | "add_summary"
  | "open_choice"
  | "close_choice";

export type PressOutcome =
  | { readonly type: "done"; readonly action: PressAction }
  /** A setup or invitation step that was taken. */
  | { readonly type: "stepped" }
  | {
    readonly type: "refused";
    readonly refusal: Refusal;
    /** The department that the refusal names, where it names one. */
    readonly department: Department | null;
  }
  /** "Still working" was answered with yes. */
  | { readonly type: "still_working" }
  /** The choice of departments was opened on the card, from a message elsewhere. */
  | { readonly type: "choice_on_card" }
  /** The choice of departments belongs to somebody else. */
  | { readonly type: "choice_not_yours" }
  /** The button's message is not the incident's card any more; another one is. */
  | { readonly type: "moved"; readonly number: number }
  /** The incident, group or organisation is not this one, or does not exist. */
  | { readonly type: "not_here" }
  | { readonly type: "setup_refused"; readonly reason: SetupRefusal | "not_yours" | "over" }
  /** A question was asked, to be answered in words. */
  | { readonly type: "asked" }
  | {
    readonly type: "setting_changed";
    readonly setting: "quiet_reminders";
    readonly on: boolean;
  }
  | {
    readonly type: "setting_changed";
    readonly setting: "default_department";
    readonly department: Department | null;
  }
  /** A button that belongs to OpsManagers. */
  | { readonly type: "board_refused"; readonly reason: "not_manager" | "decided" | "over" }
  | { readonly type: "invitation_refused"; readonly reason: "other_name" | "over" }
  | {
    readonly type: "connection_refused";
    readonly reason: "over" | "not_manager" | "already_connected";
  }
  | { readonly type: "confirmation_refused"; readonly reason: "not_administrator" | "over" }
  /** Telegram sent the same press again; it was answered the first time. */
  | { readonly type: "duplicate" };
