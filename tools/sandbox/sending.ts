/** What all methods that send a message have in common. */
import { getChatToWriteIn, getMessageForBot } from "./access.ts";
import { badRequest } from "./bot_api_error.ts";
import { type Markup, readMarkup } from "./markup.ts";
import type { CallContext } from "./parts.ts";
import { type Draft, postMessage } from "./post_message.ts";
import { type PresentedMessage, presentMessage } from "./present.ts";
import type { Chat } from "./world.ts";

/** The parameters of parameters.ts's `sendParameters`, as they were parsed. */
export interface SendOptions {
  chat_id: string | number;
  message_thread_id?: number;
  disable_notification?: boolean;
  reply_parameters?: {
    message_id: number;
    chat_id?: number | string;
    allow_sending_without_reply?: boolean;
    quote?: string;
  };
  reply_markup?: Record<string, unknown>;
}

export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

/** @param readContent what the message holds; it is asked once the chat is known */
export function sendMessageAs(
  context: CallContext,
  options: SendOptions,
  readContent: (chat: Chat) => Pick<Draft, "text" | "caption" | "entities" | "media">,
): PresentedMessage {
  const chat = getChatToWriteIn(context, options.chat_id);
  const content = readContent(chat);
  const markup: Markup = readMarkup(options.reply_markup);
  const message = postMessage(context.world, chat, {
    ...content,
    ...markup,
    ...readThread(chat, options.message_thread_id),
    ...readReply(chat, options.reply_parameters),
    fromId: context.bot.personId,
    notifies: options.disable_notification !== true,
  });
  return presentMessage(context.world, chat, message);
}

function readThread(chat: Chat, threadId: number | undefined): Pick<Draft, "threadId"> {
  if (threadId === undefined) return {};
  if (!chat.isForum || !chat.topics.has(threadId)) throw badRequest("message thread not found");
  return { threadId };
}

function readReply(chat: Chat, reply: SendOptions["reply_parameters"]): Pick<Draft, "replyTo"> {
  if (reply === undefined) return {};
  const { message_id: messageId, chat_id: elsewhere, quote } = reply;
  if (elsewhere !== undefined && Number(elsewhere) !== chat.id) {
    throw badRequest("replies to another chat are not simulated by the sandbox");
  }
  const known = chat.messages.get(messageId);
  if (reply.allow_sending_without_reply === true && (known === undefined || known.deleted)) {
    return {};
  }
  const answered = getMessageForBot(chat, messageId, "message to be replied not found");
  if (quote === undefined) return { replyTo: { messageId } };
  if (!(answered.text ?? answered.caption ?? "").includes(quote)) {
    throw badRequest("QUOTE_TEXT_INVALID");
  }
  return { replyTo: { messageId, quote } };
}
