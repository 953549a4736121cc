import type { CardView } from "../../../../src/desk/views.ts";
import { renderCard } from "../../../../src/telegram/render/card.ts";
import { getVisibleText } from "../../../../src/telegram/render/safe_html.ts";
import type { SandboxMessage } from "../../../sandbox/world.ts";
import {
  type Case,
  type Check,
  describeIncident,
  type IncidentCase,
  type Looked,
} from "../case.ts";
import { findShownIncidentId } from "../decode_press.ts";
import { createCardView } from "../incident_view.ts";

/** One card stands for each incident, and it shows the truth in each letter and each button. */
export const cards: Check = {
  name: "every incident has exactly one card, which shows what it is",
  look(one): Looked {
    const standing = listStandingCards(one);
    const breaches = [...one.incidents.values()].flatMap((incident) => {
      const messages = standing.get(Number(incident.id)) ?? [];
      const problem = findProblem(one, incident, messages);
      return problem === null ? [] : [{
        what: `${describeIncident(incident)}: ${problem.what}`,
        evidence: { ...problem, cards: incident.cards, messages, events: incident.events },
      }];
    });
    return { looked: one.incidents.size, breaches };
  },
};

/** By the incident's id; those that stand in its own chat or in any other. */
export function listStandingCards(
  { chats, botId }: Pick<Case, "chats" | "botId">,
): ReadonlyMap<number, readonly SandboxMessage[]> {
  const cards = new Map<number, SandboxMessage[]>();
  for (const { messages } of chats.values()) {
    for (const message of messages) {
      if (message.deleted || message.fromId !== botId) continue;
      const id = findShownIncidentId(message);
      if (id === null) continue;
      const others = cards.get(id);
      if (others === undefined) cards.set(id, [message]);
      else others.push(message);
    }
  }
  return cards;
}

interface Problem {
  readonly what: string;
  readonly expected?: unknown;
}

function findProblem(
  one: Case,
  incident: IncidentCase,
  messages: readonly SandboxMessage[],
): Problem | null {
  const [card, ...more] = incident.cards;
  const [message, ...duplicates] = messages;
  if (card === undefined || more.length > 0) return { what: "it has no single card's row" };
  if (message === undefined) return { what: "no card stands in the chat" };
  if (duplicates.length > 0) return { what: `${messages.length} cards stand in the chat` };
  if (message.chatId !== Number(card.chatId) || message.id !== Number(card.messageId)) {
    return { what: `the card is message ${message.id}, and the row says ${card.messageId}` };
  }
  if (incident.broken !== null || incident.states.length === 0) return null;
  return findUntruth(one, message, createCardView(incident, card, one.now));
}

function findUntruth(one: Case, message: SandboxMessage, view: CardView): Problem | null {
  const { html, keyboard } = renderCard(one.words, view);
  const text = getVisibleText(html).trim();
  if (message.text !== text) return { what: "the card says something else", expected: text };
  const expected = JSON.stringify(keyboard ?? []);
  const shown = JSON.stringify(message.replyMarkup?.inline_keyboard ?? []);
  return shown === expected ? null : { what: "the card has other buttons", expected: keyboard };
}
