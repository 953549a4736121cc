/** What a person sees in a chat, found without looking through all of it. */
import type { Sandbox } from "../../sandbox/control.ts";
import type { SandboxMessage } from "../../sandbox/world.ts";

/** An incident's card as it stands in the chat. */
export interface SeenCard {
  readonly messageId: number;
  /** Its first line: an emoji, the number, a dot, the state. */
  readonly heading: string;
  readonly number: number;
  readonly text: string;
  readonly buttons: readonly SeenButton[];
}

export interface SeenButton {
  readonly label: string;
  readonly data: string;
}

export interface Eyes {
  /** The newest card that answers this report. */
  findCard(chatId: number, reportMessageId: number): SeenCard | null;
  /** A question to this person that answers the message, and that waits for words. */
  findQuestion(chatId: number, messageId: number, personId: number): number | null;
  /** Whether the message is still there. */
  isThere(chatId: number, messageId: number): boolean;
}

interface Seen {
  /** The newest message that was looked at. */
  last: number;
  /** The bot's messages by the one that each answers. */
  readonly answers: Map<number, number[]>;
}

/**
 * Works on supergroups, which count their messages one by one; so each look takes only the new ones.
 */
export function createEyes(sandbox: Sandbox, botId: number): Eyes {
  const chats = new Map<number, Seen>();

  function catchUp(chatId: number): Seen {
    const seen = chats.get(chatId) ?? { last: 0, answers: new Map<number, number[]>() };
    chats.set(chatId, seen);
    for (;;) {
      const message = sandbox.message(chatId, seen.last + 1);
      if (message === undefined) return seen;
      seen.last++;
      if (message.fromId !== botId || message.replyTo === undefined) continue;
      const answered = message.replyTo.messageId;
      const others = seen.answers.get(answered);
      if (others === undefined) seen.answers.set(answered, [message.id]);
      else others.push(message.id);
    }
  }

  function* listAnswers(chatId: number, messageId: number): Iterable<SandboxMessage> {
    const ids = catchUp(chatId).answers.get(messageId) ?? [];
    for (const id of ids.toReversed()) {
      const message = sandbox.message(chatId, id);
      if (message !== undefined && !message.deleted) yield message;
    }
  }

  return {
    findCard(chatId, reportMessageId) {
      for (const message of listAnswers(chatId, reportMessageId)) {
        const card = readCard(message);
        if (card !== null) return card;
      }
      return null;
    },
    findQuestion(chatId, messageId, personId) {
      for (const message of listAnswers(chatId, messageId)) {
        if (message.forceReply !== undefined && mentions(sandbox, message, personId)) {
          return message.id;
        }
      }
      return null;
    },
    isThere: (chatId, messageId) => sandbox.message(chatId, messageId)?.deleted === false,
  };
}

function readCard({ id, text = "", replyMarkup }: SandboxMessage): SeenCard | null {
  const heading = text.split("\n", 1)[0] ?? "";
  const number = /^\S+ (\d{4,}) · /u.exec(heading)?.[1];
  if (number === undefined || replyMarkup === undefined) return null;
  const buttons = replyMarkup.inline_keyboard.flat().flatMap((button) =>
    "callback_data" in button ? [{ label: button.text, data: button.callback_data }] : []
  );
  return { messageId: id, heading, number: Number(number), text, buttons };
}

function mentions(sandbox: Sandbox, message: SandboxMessage, personId: number): boolean {
  const { username } = sandbox.person(personId);
  return message.entities.some((entity) => {
    if (entity.type === "text_mention") return entity.user.id === personId;
    if (entity.type !== "mention" || username === undefined) return false;
    const name = message.text?.slice(entity.offset + 1, entity.offset + entity.length);
    return name?.toLowerCase() === username.toLowerCase();
  });
}
