/** The settings' board, and what is said about changes. */
import type { InlineKeyboardButton } from "grammy/types";
import type { AskedSetting, Department } from "../../desk/ports.ts";
import type { Organisation } from "../../desk/ports/organisations.ts";
import type { SettingsAction } from "../../desk/settings/press_settings.ts";
import type { SettingsAnswer, SettingsRefusal } from "../../desk/settings_answer.ts";
import type { Instant } from "../../incident/incident.ts";
import type { Person } from "../../people/person.ts";
import { encodeCallback } from "../callback_data.ts";
import type { Words } from "./create_words.ts";
import { findDepartmentName, formatDepartment } from "./department.ts";
import { formatDuration } from "./duration.ts";
import { formatTitle } from "./isolate.ts";
import { renderMention } from "./person.ts";
import type { Rendered, RenderedPrompt } from "./rendered.ts";
import { joinHtml, type SafeHtml } from "./safe_html.ts";
import { formatTime } from "./time.ts";

/** What the board shows. */
export interface SettingsView {
  readonly organisation: Organisation;
  readonly now: Instant;
}

const changedKeys = {
  claim_minutes: "setting-changed-claim",
  resolve_minutes: "setting-changed-resolve",
  summary_minutes: "setting-changed-summary",
} as const;

const promptKeys = {
  claim_minutes: "prompt-setting-claim",
  resolve_minutes: "prompt-setting-resolve",
  summary_minutes: "prompt-setting-summary",
  time_zone: "prompt-setting-zone",
} as const satisfies Record<AskedSetting, string>;

function formatMinutes(words: Words, minutes: number): string {
  return formatDuration(words, minutes * 60_000);
}

/** @param view for the board */
export function renderSettingsAnswer(
  words: Words,
  said: SettingsAnswer,
  departments: readonly Department[],
  view: SettingsView | null,
): Rendered {
  switch (said.type) {
    case "board":
      if (view === null) throw new TypeError("The board of the settings needs its view");
      return said.view === "main"
        ? renderBoard(words, departments, view)
        : renderDepartmentChoice(words, departments, view);
    case "minutes_changed":
      return plain(
        words.html(changedKeys[said.setting], { duration: formatMinutes(words, said.minutes) }),
      );
    case "zone_changed":
      return plain(words.html("setting-changed-zone", { zone: said.timeZone }));
    case "refused":
      return plain(renderSettingsRefusal(words, said.reason));
  }
}

function plain(text: SafeHtml): Rendered {
  return { html: text.toString(), keyboard: null };
}

function renderSettingsRefusal(words: Words, reason: SettingsRefusal): SafeHtml {
  switch (reason.type) {
    case "not_manager":
      return words.html("settings-not-manager");
    case "minutes":
      return words.html("setting-wrong-minutes", { least: reason.least, most: reason.most });
    case "zone": {
      const typed = formatTitle(reason.words, 40);
      return reason.zones.length === 0
        ? words.html("setting-wrong-zone", { words: typed })
        : words.html("setting-several-zones", { words: typed, zones: reason.zones.join(", ") });
    }
  }
}

function createButton(view: SettingsView) {
  const organisationId = view.organisation.id;
  return (text: string, action: SettingsAction): InlineKeyboardButton => ({
    text,
    callback_data: encodeCallback({ type: "settings", organisationId, action }),
  });
}

function renderBoard(
  words: Words,
  departments: readonly Department[],
  view: SettingsView,
): Rendered {
  const { organisation, now } = view;
  const { defaultDepartmentId, quietReminders, timeZone } = organisation;
  const button = createButton(view);
  const facts = joinHtml([
    words.html("settings-claim", { duration: formatMinutes(words, organisation.claimMinutes) }),
    words.html("settings-resolve", {
      duration: formatMinutes(words, organisation.resolveMinutes),
    }),
    words.html("settings-summary", {
      duration: formatMinutes(words, organisation.summaryMinutes),
    }),
    words.html("settings-zone", { zone: timeZone, time: formatTime(words, now, timeZone, now) }),
    defaultDepartmentId === null
      ? words.html("settings-default-none")
      : words.html("settings-default", {
        department: findDepartmentName(words, departments, defaultDepartmentId),
      }),
    words.html(quietReminders ? "settings-quiet" : "settings-loud"),
  ], "\n");
  const organisationName = formatTitle(organisation.name, 80);
  const heading = words.html("settings-heading", { organisation: organisationName });
  return {
    html: joinHtml([heading, facts, words.html("settings-own")], "\n\n").toString(),
    keyboard: [
      [
        button(words.text("button-setting-claim"), { type: "ask", setting: "claim_minutes" }),
        button(words.text("button-setting-resolve"), { type: "ask", setting: "resolve_minutes" }),
      ],
      [
        button(words.text("button-setting-summary"), { type: "ask", setting: "summary_minutes" }),
        button(words.text("button-setting-zone"), { type: "ask", setting: "time_zone" }),
      ],
      [button(words.text("button-setting-default"), { type: "default_department" })],
      [
        button(words.text(quietReminders ? "button-setting-loud" : "button-setting-quiet"), {
          type: "quiet_reminders",
        }),
      ],
      [button(words.text("button-settings-done"), { type: "done" })],
    ],
  };
}

function renderDepartmentChoice(
  words: Words,
  departments: readonly Department[],
  view: SettingsView,
): Rendered {
  const button = createButton(view);
  const choices = departments.map((one) =>
    button(formatDepartment(words, one), { type: "set_default", departmentId: one.id })
  );
  const rows: InlineKeyboardButton[][] = [];
  for (let first = 0; first < choices.length; first += 2) {
    rows.push(choices.slice(first, first + 2));
  }
  return {
    html: words.html("settings-choose-default").toString(),
    keyboard: [
      ...rows,
      [
        button(words.text("button-setting-none"), { type: "set_default", departmentId: null }),
        button(words.text("button-back"), { type: "back" }),
      ],
    ],
  };
}

/** Asks an OpsManager for a setting's new value. */
export function renderSettingPrompt(
  words: Words,
  person: Person,
  setting: AskedSetting,
): RenderedPrompt {
  const text = words.html(promptKeys[setting], { name: renderMention(words, person) });
  const placeholder = setting === "time_zone"
    ? words.text("prompt-setting-zone-placeholder")
    : words.text("prompt-setting-minutes-placeholder");
  return { html: text.toString(), placeholder };
}
