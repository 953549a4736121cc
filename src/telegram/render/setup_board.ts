import type { InlineKeyboardButton } from "grammy/types";
import type { Setup } from "../../desk/ports/setups.ts";
import { type CallbackData, encodeCallback } from "../callback_data.ts";
import type { Words } from "./create_words.ts";
import { formatDepartmentName } from "./department.ts";
import { formatTitle } from "./isolate.ts";
import type { Rendered } from "./rendered.ts";
import { html } from "./safe_html.ts";

/** Longer than any name that can be finished with; a group's title may be longer. */
const longestName = 80;

function createButton(text: string, data: CallbackData): InlineKeyboardButton {
  return { text, callback_data: encodeCallback(data) };
}

function createToggles(
  words: Words,
  setup: Setup,
  readyMade: readonly string[],
): InlineKeyboardButton[][] {
  const buttons = readyMade.map((name, department) => {
    const kept = setup.departments.includes(name);
    const key = kept ? "button-department-kept" : "button-department-dropped";
    const text = words.text(key, { department: formatDepartmentName(words, { name }) });
    return createButton(text, { type: "setup_toggle", department });
  });
  const rows: InlineKeyboardButton[][] = [];
  for (let first = 0; first < buttons.length; first += 2) {
    rows.push(buttons.slice(first, first + 2));
  }
  return rows;
}

/**
 * The board of a guided set-up.
 *
 * @param readyMade the departments on offer, in the order that the buttons' indexes count.
 */
export function renderSetupBoard(
  words: Words,
  setup: Setup,
  readyMade: readonly string[],
): Rendered {
  const name = formatTitle(setup.name, longestName);
  const text = [
    words.html("setup-board"),
    html([
      words.html("setup-board-name", { name: name === "" ? "?" : name }),
      words.html("setup-board-departments"),
    ].join("\n")),
    words.html("setup-board-manager"),
  ].join("\n\n");
  return {
    html: text,
    keyboard: [
      ...createToggles(words, setup, readyMade),
      [createButton(words.text("button-rename"), { type: "setup_rename" })],
      [
        createButton(words.text("button-finish"), { type: "setup_finish" }),
        createButton(words.text("button-cancel"), { type: "setup_cancel" }),
      ],
    ],
  };
}
