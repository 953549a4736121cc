import type { Message, User } from "grammy/types";
import { parseUserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";

export function decodePerson(user: User): Person {
  return {
    userId: parseUserId(user.id),
    firstName: user.first_name,
    lastName: user.last_name ?? null,
    username: user.username ?? null,
    languageCode: user.language_code ?? null,
  };
}

/** The parts of a message, quoted ones included, that say who sent it. */
export type Sent = Pick<Message, "from" | "sender_chat">;

/**
 * Who wrote a message; null for a bot, a channel and an anonymous administrator. The last two
 * carry `sender_chat`, and a made-up account as `from` (Bot API, "Message").
 */
export function findSender({ from, sender_chat }: Sent): User | null {
  return from === undefined || from.is_bot || sender_chat !== undefined ? null : from;
}
