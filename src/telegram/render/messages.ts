/** What a press is answered with. */
import type { PressAction, PressOutcome } from "../../desk/outcome.ts";
import { formatIncidentNumber } from "../../incident/incident.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { formatRefusal, formatSetupRefusal } from "./refusals.ts";

/** For `answerCallbackQuery`: at most 200 characters. An alert stays until it is closed. */
export interface PressAnswer {
  readonly text: string;
  readonly alert: boolean;
}

const doneKeys = {
  assign_department: "press-assigned",
  transfer: "press-assigned",
  claim: "press-claimed",
  release: "press-released",
  request_resolution: "press-write-summary",
  withdraw_resolution: "press-not-yet",
  take_over_summary: "press-write-summary",
  cancel: "press-cancelled",
  reopen: "press-reopened",
  add_summary: "press-write-summary",
  open_choice: "press-choose",
  close_choice: "press-choice-closed",
} as const satisfies Record<PressAction, string>;

const confirmationKeys = {
  not_administrator: "confirmation-not-administrator",
  over: "confirmation-over",
} as const;

const invitationKeys = {
  other_name: "invitation-other-name",
  over: "invitation-over",
} as const;

const connectionKeys = {
  over: "press-connection-over",
  not_manager: "press-connection-not-manager",
  already_connected: "press-connection-already",
} as const;

const boardKeys = {
  not_manager: "board-not-manager",
  decided: "board-decided",
  over: "board-over",
} as const;

function refuse(text: string): PressAnswer {
  return { text, alert: true };
}

function formatSettingChange(
  words: Words,
  change: Extract<PressOutcome, { readonly type: "setting_changed" }>,
): string {
  if (change.setting === "quiet_reminders") {
    return words.text(change.on ? "press-setting-quiet" : "press-setting-loud");
  }
  return change.department === null
    ? words.text("press-setting-default-none")
    : words.text("press-setting-default", {
      department: formatDepartment(words, change.department),
    });
}

/** A refusal names its department where the outcome has it; else it is "the department". */
export function renderPressAnswer(
  words: Words,
  outcome: PressOutcome,
): PressAnswer {
  switch (outcome.type) {
    case "done":
      return { text: words.text(doneKeys[outcome.action]), alert: false };
    case "stepped":
      return { text: words.text("press-done"), alert: false };
    case "duplicate":
      return { text: words.text("press-known"), alert: false };
    case "refused":
      return refuse(
        formatRefusal(words, outcome.refusal, outcome.department ? [outcome.department] : []),
      );
    case "still_working":
      return { text: words.text("press-still-working"), alert: false };
    case "choice_on_card":
      return { text: words.text("press-choose-on-card"), alert: false };
    case "choice_not_yours":
      return refuse(words.text("press-choice-not-yours"));
    case "moved":
      return refuse(
        words.text("press-moved", { number: formatIncidentNumber(outcome.number) }),
      );
    case "not_here":
      return refuse(words.text("press-not-here"));
    case "setup_refused":
      return refuse(formatSetupRefusal(words, outcome.reason));
    case "asked":
      return { text: words.text("press-setting-asked"), alert: false };
    case "setting_changed":
      return { text: formatSettingChange(words, outcome), alert: false };
    case "board_refused":
      return refuse(words.text(boardKeys[outcome.reason]));
    case "confirmation_refused":
      return refuse(words.text(confirmationKeys[outcome.reason]));
    case "invitation_refused":
      return refuse(words.text(invitationKeys[outcome.reason]));
    case "connection_refused":
      return refuse(words.text(connectionKeys[outcome.reason]));
  }
}

/** For a press that failed for a reason of ours. */
export function renderNotApplied(words: Words): PressAnswer {
  return refuse(words.text("press-not-applied"));
}

/** For a button whose data `parseCallback` cannot read. */
export function renderUnknownPress(words: Words): PressAnswer {
  return refuse(words.text("press-outdated"));
}
