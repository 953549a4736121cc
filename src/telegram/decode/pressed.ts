import type { Update } from "grammy/types";
import type { Incoming } from "../../desk/incoming.ts";
import type { GroupChat } from "../../desk/ports.ts";
import { parseMessageId, parseUpdateId } from "../../people/ids.ts";
import { type CallbackData, parseCallback } from "../callback_data.ts";
import { decodeGroupChat, decodePlace } from "./chat.ts";
import { decodePerson } from "./person.ts";

/** A press of a button under a message of the bot. */
export interface Pressed {
  /** The message is the one with the button. */
  readonly incoming: Incoming;
  /** Null in a private chat. */
  readonly chat: GroupChat | null;
  readonly data: CallbackData;
}

/** Null for other updates, and for a press that means nothing to this version of the program. */
export function decodePressed(update: Update): Pressed | null {
  const query = update.callback_query;
  const message = query?.message;
  if (query?.data === undefined || message === undefined) return null;
  const data = parseCallback(query.data);
  if (data === null) return null;
  return {
    incoming: {
      updateId: parseUpdateId(update.update_id),
      person: decodePerson(query.from),
      place: decodePlace(message),
      messageId: parseMessageId(message.message_id),
    },
    chat: decodeGroupChat(message.chat),
    data,
  };
}
