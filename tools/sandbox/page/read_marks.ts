/** What each person has looked at on the page: the unread counts come from it. */
import type { Chat, Person, SandboxMessage } from "../world.ts";

export interface ReadMarks {
  /** Notes that this person saw the chat up to this message. */
  mark(personId: number, chatId: number, messageId: number): void;
  /** What this person has not seen of these messages, their own ones and service messages aside. */
  listUnread(
    personId: number,
    chatId: number,
    messages: readonly SandboxMessage[],
  ): readonly SandboxMessage[];
}

/** Marks live as long as the page's server: they are no part of the world that the bot sees. */
export function createReadMarks(): ReadMarks {
  const seen = new Map<string, number>();
  const keyOf = (personId: number, chatId: number) => `${personId}:${chatId}`;
  return {
    mark(personId, chatId, messageId) {
      const key = keyOf(personId, chatId);
      seen.set(key, Math.max(seen.get(key) ?? 0, messageId));
    },
    listUnread(personId, chatId, messages) {
      const last = seen.get(keyOf(personId, chatId)) ?? 0;
      return messages.filter((message) =>
        message.id > last && message.fromId !== personId && message.service === undefined
      );
    },
  };
}

/** Does this message call the person: a mention, a reply to them, or anything said in private? */
export function callsPerson(
  message: SandboxMessage,
  person: Person,
  chat: Chat,
): boolean {
  if (chat.kind === "private") return true;
  const answered = message.replyTo === undefined
    ? undefined
    : chat.messages.get(message.replyTo.messageId);
  if (answered !== undefined && answered.fromId === person.id) return true;
  const text = message.text ?? message.caption ?? "";
  const name = person.username?.toLowerCase();
  return message.entities.some((entity) => {
    if (entity.type === "text_mention") return entity.user.id === person.id;
    if (entity.type !== "mention") return false;
    const written = text.slice(entity.offset + 1, entity.offset + entity.length);
    return written.toLowerCase() === name;
  });
}
