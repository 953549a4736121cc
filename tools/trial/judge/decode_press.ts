import { type CallbackData, parseCallback } from "../../../src/telegram/callback_data.ts";
import type { SandboxMessage } from "../../sandbox/world.ts";
import type { Case, IncidentCase } from "./case.ts";
import type { Entry, PressEntry } from "../people/record.ts";

export type CardPress = Extract<CallbackData, { readonly type: "press" }>;

/** A press of a button of a card, and of which incident's. */
export interface JudgedPress {
  readonly entry: PressEntry;
  readonly press: CardPress;
  readonly incident: IncidentCase;
}

export function decodeCardPress(data: string): CardPress | null {
  const decoded = parseCallback(data);
  return decoded?.type === "press" ? decoded : null;
}

/** Every press of a card's button. */
export function listPresses({ entries, incidents }: Case): readonly JudgedPress[] {
  return entries.flatMap((entry: Entry): JudgedPress[] => {
    if (entry.kind !== "press") return [];
    const press = decodeCardPress(entry.data);
    const incident = press === null ? undefined : incidents.get(press.incidentId);
    return press === null || incident === undefined ? [] : [{ entry, press, incident }];
  });
}

/** The incident whose card the message is, by its buttons; null for any other message. */
export function findShownIncidentId({ replyMarkup }: SandboxMessage): number | null {
  for (const button of replyMarkup?.inline_keyboard.flat() ?? []) {
    const press = "callback_data" in button ? decodeCardPress(button.callback_data) : null;
    if (press !== null) return press.incidentId;
  }
  return null;
}
