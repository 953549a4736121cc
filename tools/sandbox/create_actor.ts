/** What a person does at their client. */
import { pressButton } from "./callbacks.ts";
import { addFoundEntities } from "./client_entities.ts";
import { type Actor, SandboxError, type WriteOptions } from "./control.ts";
import type { World } from "./create_world.ts";
import { changeMember, setBlocked } from "./membership.ts";
import {
  getBot,
  getChat,
  getGroup,
  getMessage,
  getPerson,
  openPrivateChat,
} from "./people_and_chats.ts";
import { pinMessage, unpinMessage } from "./pins.ts";
import { changeMessage, type Draft, postMessage, removeMessage } from "./post_message.ts";
import { addFile } from "./present_file.ts";
import { isInChat, mayDelete, mayPin, mayWrite } from "./rights.ts";
import { userOf } from "./present.ts";
import type { Chat, MessageEntity, SandboxMessage } from "./world.ts";

const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;

export function createActor(world: World, personId: number): Actor {
  const person = getPerson(world, personId);
  if (person.isBot) throw new SandboxError(`${person.firstName} is a bot and acts by itself`);

  const chatToWriteIn = (chatId: number): Chat => {
    const chat = getChat(world, chatId, personId);
    if (chat.migratedTo !== undefined) {
      throw new SandboxError(`group ${chat.id} lives on as ${chat.migratedTo}`);
    }
    if (!mayWrite(chat, personId)) {
      throw new SandboxError(`${person.firstName} may not write in “${chat.title}”`);
    }
    return chat;
  };
  const draftOf = (chat: Chat, options: WriteOptions): Omit<Draft, "text" | "caption"> => {
    const { replyTo, quote, threadId } = options;
    // A client may answer what was deleted a moment ago: the answer then comes without a reply.
    if (replyTo !== undefined && !chat.messages.has(replyTo)) getMessage(chat, replyTo);
    if (threadId !== undefined && !chat.topics.has(threadId)) {
      throw new SandboxError(`“${chat.title}” has no topic ${threadId}`);
    }
    const anonymous = chat.members.get(personId)?.anonymous === true;
    return {
      fromId: personId,
      ...(anonymous ? { senderChatId: chat.id } : {}),
      ...(threadId === undefined ? {} : { threadId }),
      ...(replyTo === undefined
        ? {}
        : { replyTo: { messageId: replyTo, ...(quote === undefined ? {} : { quote }) } }),
    };
  };
  const buttonMessage = (chatId: number, messageId: number) => {
    const chat = getChat(world, chatId, personId);
    if (!isInChat(chat.members.get(personId))) {
      throw new SandboxError(`${person.firstName} is not in “${chat.title}”`);
    }
    const message = chat.messages.get(messageId);
    const bot = message?.fromId === undefined ? undefined : world.bots.get(message.fromId);
    if (message === undefined || bot === undefined) {
      throw new SandboxError(`chat ${chat.id} has no message ${messageId} of a bot`);
    }
    return { chat, message, bot, personId };
  };

  return {
    personId,
    write(chatId, text, options = {}) {
      const chat = chatToWriteIn(chatId);
      if (text.trim() === "") throw new SandboxError("a client sends no empty message");
      if (text.length > TEXT_LIMIT) throw new SandboxError(`over ${TEXT_LIMIT} characters`);
      const entities = entitiesOf(world, text, options);
      return postMessage(world, chat, { ...draftOf(chat, options), text, entities }).id;
    },
    sendMedia(chatId, { kind, caption, fileName, ...options }) {
      const chat = chatToWriteIn(chatId);
      if ((caption ?? "").length > CAPTION_LIMIT) {
        throw new SandboxError(`over ${CAPTION_LIMIT} characters`);
      }
      const name = fileName === undefined ? {} : { fileName };
      const fileId = kind === "location"
        ? ""
        : addFile(world, { kind, size: 48_213, ...name }).fileId;
      return postMessage(world, chat, {
        ...draftOf(chat, options),
        media: { kind, fileId, ...name },
        ...(caption === undefined
          ? {}
          : { caption, entities: entitiesOf(world, caption, options) }),
      }).id;
    },
    editText(chatId, messageId, text) {
      const chat = chatToWriteIn(chatId);
      const message = ownMessage(chat, messageId, personId);
      const entities = addFoundEntities(text);
      changeMessage(world, chat, message, {
        ...(message.text === undefined ? { caption: text } : { text }),
        entities,
      });
    },
    deleteMessage(chatId, messageId) {
      const chat = getChat(world, chatId, personId);
      const message = getMessage(chat, messageId);
      if (message.fromId !== personId && !mayDelete(chat, personId)) {
        throw new SandboxError(`${person.firstName} may not delete another's message`);
      }
      removeMessage(world, chat, message);
    },
    react(chatId, messageId, emoji) {
      const chat = getChat(world, chatId, personId);
      const message = getMessage(chat, messageId);
      if (emoji === undefined) message.reactions.delete(personId);
      else if (chat.reactionsAllowed) message.reactions.set(personId, emoji);
      else throw new SandboxError(`reactions are off in “${chat.title}”`);
      world.changes.emit({ kind: "message", chatId: chat.id, messageId });
    },
    press(chatId, messageId, labelOrData, { timeoutMs = 30_000 } = {}) {
      const found = buttonMessage(chatId, messageId);
      if (found.message.deleted) throw new SandboxError(`message ${messageId} was deleted`);
      const data = findCallbackData(found.message, labelOrData);
      return pressButton(world, { ...found, data, timeoutMs });
    },
    pressData(chatId, messageId, data, { timeoutMs = 30_000 } = {}) {
      return pressButton(world, { ...buttonMessage(chatId, messageId), data, timeoutMs });
    },
    pin(chatId, messageId) {
      const chat = getChat(world, chatId, personId);
      if (!mayPin(chat, personId)) throw new SandboxError(`${person.firstName} may not pin`);
      pinMessage(world, chat, getMessage(chat, messageId), personId, true);
    },
    unpin(chatId, messageId) {
      const chat = getChat(world, chatId, personId);
      if (!mayPin(chat, personId)) throw new SandboxError(`${person.firstName} may not unpin`);
      unpinMessage(world, chat, messageId);
    },
    join(chatId) {
      changeMember(world, getGroup(world, chatId), personId, { status: "member" }, personId);
    },
    leave(chatId) {
      changeMember(world, getGroup(world, chatId), personId, { status: "left" }, personId);
    },
    startBot(ref, payload) {
      const bot = getBot(world, ref);
      const chat = openPrivateChat(world, bot, personId);
      setBlocked(world, chat, false);
      const text = payload === undefined ? "/start" : `/start ${payload}`;
      return postMessage(world, chat, {
        fromId: personId,
        text,
        entities: addFoundEntities(text),
      }).id;
    },
    blockBot(ref) {
      setBlocked(world, openPrivateChat(world, getBot(world, ref), personId), true);
    },
    createTopic(chatId, name) {
      const chat = chatToWriteIn(chatId);
      if (!chat.isForum) throw new SandboxError(`“${chat.title}” is no forum`);
      const opening = postMessage(world, chat, {
        fromId: personId,
        service: `${person.firstName} opened the topic “${name}”`,
        serviceEvent: { kind: "topic_created", name },
      });
      chat.topics.set(opening.id, { id: opening.id, name });
      world.changes.emit({ kind: "chat", chatId: chat.id });
      return opening.id;
    },
  };
}

function ownMessage(chat: Chat, messageId: number, personId: number): SandboxMessage {
  const message = getMessage(chat, messageId);
  if (message.fromId === personId && message.serviceEvent === undefined) return message;
  throw new SandboxError(`message ${messageId} is another's`);
}

function entitiesOf(world: World, text: string, options: WriteOptions): MessageEntity[] {
  const mentions = (options.textMentions ?? []).map(({ name, personId }): MessageEntity => {
    const offset = text.indexOf(name);
    if (offset < 0) throw new SandboxError(`the text does not mention “${name}”`);
    return { type: "text_mention", offset, length: name.length, user: userOf(world, personId) };
  });
  return addFoundEntities(text, [...(options.entities ?? []), ...mentions]);
}

function findCallbackData(message: SandboxMessage, labelOrData: string): string {
  const buttons = (message.replyMarkup?.inline_keyboard ?? []).flat();
  const withData = buttons.flatMap((button) =>
    "callback_data" in button ? [{ text: button.text, data: button.callback_data }] : []
  );
  const found = withData.find(({ text }) => text === labelOrData) ??
    withData.find(({ data }) => data === labelOrData);
  if (found !== undefined) return found.data;
  const shown = buttons.map(({ text }) => `“${text}”`).join(", ") || "none";
  throw new SandboxError(
    `message ${message.id} has no button “${labelOrData}”; its buttons: ${shown}`,
  );
}
