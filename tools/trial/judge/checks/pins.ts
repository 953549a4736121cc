import { type Check, describeIncident, getState, type Looked } from "../case.ts";
import { findShownIncidentId } from "../decode_press.ts";

/** Pinned is what is open, and nothing else. */
export const pins: Check = {
  name: "a card is pinned while its incident is open, and only then",
  look({ incidents, chats, botId }): Looked {
    const pinned = [...chats.values()].flatMap((chat) =>
      chat.pinned.flatMap((id) => chat.messages.find((message) => message.id === id) ?? [])
    ).filter(({ fromId }) => fromId === botId);
    const pinnedIds = new Set(pinned.map(({ chatId, id }) => `${chatId} ${id}`));
    const breaches = [...incidents.values()].flatMap((incident) => {
      if (incident.states.length === 0) return [];
      const open = getState(incident).ending === null;
      const [card] = incident.cards;
      const isPinned = card !== undefined && pinnedIds.has(`${card.chatId} ${card.messageId}`);
      return open === isPinned ? [] : [{
        what: `${describeIncident(incident)} is ${open ? "open" : "over"} and ${
          isPinned ? "pinned" : "not pinned"
        }`,
        evidence: { card, status: incident.row.status },
      }];
    });
    const cards = new Set(
      [...incidents.values()].flatMap((incident) =>
        incident.cards.map(({ chatId, messageId }) => `${chatId} ${messageId}`)
      ),
    );
    const others = pinned.filter((message) =>
      findShownIncidentId(message) !== null && !cards.has(`${message.chatId} ${message.id}`)
    );
    return {
      looked: incidents.size,
      breaches: [
        ...breaches,
        ...others.map((message) => ({
          what: `message ${message.id} of chat ${message.chatId} is pinned, and is no card`,
          evidence: message,
        })),
      ],
    };
  },
};
