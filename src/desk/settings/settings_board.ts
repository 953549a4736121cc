import type { MessageId, UserId } from "../../people/ids.ts";
import type { NewDelivery, Place } from "../ports.ts";

/** Shows the board in that message, as it is when it is delivered. */
export function redrawBoard(
  place: Place,
  messageId: MessageId,
  userId: UserId,
  view: "main" | "departments",
): NewDelivery {
  return {
    place,
    content: {
      kind: "answer",
      answer: { type: "settings", said: { type: "board", view } },
      replyTo: null,
      expiresSeconds: null,
      fallback: null,
      edits: messageId,
      viewer: { userId, groupId: null },
    },
  };
}
