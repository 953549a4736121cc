import type { PressAction } from "../../desk/outcome.ts";
import type { CardView } from "../../desk/views.ts";
import type { Department } from "../../desk/ports/organisations.ts";
import { isWithinGrace } from "../../incident/incident.ts";
import type { DepartmentId } from "../../people/ids.ts";
import type { InlineKeyboardButton } from "grammy/types";
import { encodeCallback } from "../callback_data.ts";
import type { Words } from "./create_words.ts";
import { formatDepartment } from "./department.ts";
import { getExpectation } from "./status.ts";

type Button = (
  action: PressAction,
  text: string,
  departmentId?: DepartmentId,
) => InlineKeyboardButton;

/** Departments stand two a row: their names are short, and a thumb is wide. */
const departmentsARow = 2;

function createButton(view: CardView): Button {
  const expected = getExpectation(view.incident);
  return (action, text, departmentId) => ({
    text,
    callback_data: encodeCallback({
      type: "press",
      action,
      incidentId: view.incident.id,
      expected,
      departmentId: departmentId ?? null,
    }),
  });
}

function createDepartmentRows(
  words: Words,
  departments: readonly Department[],
  action: "assign_department" | "transfer",
  button: Button,
): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  for (let first = 0; first < departments.length; first += departmentsARow) {
    rows.push(
      departments.slice(first, first + departmentsARow)
        .map((one) => button(action, formatDepartment(words, one), one.id)),
    );
  }
  return rows;
}

function createStateRows(words: Words, view: CardView, button: Button): InlineKeyboardButton[][] {
  switch (view.incident.status) {
    case "awaiting_department":
      return [
        ...createDepartmentRows(words, view.departments, "assign_department", button),
        [button("cancel", words.text("button-cancel"))],
      ];
    case "awaiting_claim":
      return [
        [
          button("claim", words.text("button-claim")),
          button("request_resolution", words.text("button-resolve")),
        ],
        [
          button("open_choice", words.text("button-change-department")),
          button("cancel", words.text("button-cancel")),
        ],
      ];
    case "in_progress":
      return [
        [button("request_resolution", words.text("button-resolve"))],
        [
          button("claim", words.text("button-claim-too")),
          button("release", words.text("button-release")),
        ],
        [button("open_choice", words.text("button-change-department"))],
      ];
    case "awaiting_summary":
      return [[
        button("withdraw_resolution", words.text("button-not-yet")),
        button("take_over_summary", words.text("button-write-it")),
      ]];
    case "closed":
      return [[
        ...(takesSummary(view) ? [button("add_summary", words.text("button-add-summary"))] : []),
        button("reopen", words.text("button-reopen")),
      ]];
    case "resolved":
      return [[button("reopen", words.text("button-reopen"))]];
  }
}

/** For 24 hours, what was closed without a summary may still get one. */
export function takesSummary({ incident: { ending }, now }: CardView): boolean {
  return ending?.type === "closed" && ending.reason === "no_summary" && isWithinGrace(ending, now);
}

/** Whether the choice that somebody opened can still lead anywhere. */
export function showsChoice(view: CardView): boolean {
  const { status } = view.incident;
  return view.choice !== null && (status === "awaiting_claim" || status === "in_progress");
}

/**
 * The buttons of the card's state, everybody's; and, below them, the departments to choose from
 * while somebody has that choice open.
 */
export function createCardKeyboard(words: Words, view: CardView): InlineKeyboardButton[][] {
  const button = createButton(view);
  const rows = createStateRows(words, view, button);
  if (!showsChoice(view)) return rows;
  const current = view.incident.session?.departmentId;
  const others = view.departments.filter((one) => one.id !== current);
  return [
    ...rows,
    ...createDepartmentRows(words, others, "transfer", button),
    [button("close_choice", words.text("button-back"))],
  ];
}
