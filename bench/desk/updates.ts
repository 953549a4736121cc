import { type Button, owner } from "./telegram_stub.ts";

let lastQuery = 0;

/** The owner presses a button. */
export function createPress(chatId: number, { messageId, data }: Button) {
  return {
    callback_query: {
      id: `${++lastQuery}`,
      from: owner,
      chat_instance: "1",
      data,
      message: { message_id: messageId, date: now(), chat: chat(chatId), text: "card" },
    },
  };
}

/** @param from the owner unless given; a text that begins with a slash is a command */
export function createMessage(
  chatId: number,
  messageId: number,
  text: string,
  from: typeof owner = owner,
) {
  const command = /^\/\S+/.exec(text)?.[0];
  return {
    message: {
      message_id: messageId,
      date: now(),
      chat: chat(chatId),
      from,
      text,
      entities: command === undefined
        ? []
        : [{ type: "bot_command", offset: 0, length: command.length }],
    },
  };
}

function chat(id: number) {
  return { id, type: "supergroup", title: `Acme ${id}` };
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
