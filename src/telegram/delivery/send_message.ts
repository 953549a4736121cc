import type { ForceReply, InlineKeyboardMarkup } from "grammy/types";
import type { Place } from "../../desk/ports.ts";
import { type MessageId, parseMessageId, type ThreadId } from "../../people/ids.ts";
import { countHandled } from "../expected_errors.ts";
import type { Rendered, RenderedPrompt } from "../render/rendered.ts";
import type { DeliveryTools } from "./delivery_tools.ts";
import { isRefusal } from "./telegram_errors.ts";

export interface SendOptions {
  /** Sent without a reply where that message is gone. */
  readonly replyTo: MessageId | null;
  readonly silent?: boolean;
}

export interface Sent {
  readonly messageId: MessageId;
  /** What it was to reply to is gone. */
  readonly replyLost: boolean;
}

/** Sends a message without link previews. */
export async function sendRendered(
  tools: DeliveryTools,
  place: Place,
  rendered: Rendered,
  options: SendOptions,
): Promise<MessageId> {
  return (await sendReply(tools, place, rendered, options)).messageId;
}

/** As {@link sendRendered}, telling whether the reply reached its message: none tells of deletions. */
export function sendReply(
  tools: DeliveryTools,
  place: Place,
  { html, keyboard }: Rendered,
  options: SendOptions,
): Promise<Sent> {
  return send(tools, place, html, options, createMarkup(keyboard));
}

/** Sends a force reply for the people whom it mentions or whose message it replies to. */
export async function sendPrompt(
  tools: DeliveryTools,
  place: Place,
  { html, placeholder }: RenderedPrompt,
  options: SendOptions,
): Promise<MessageId> {
  const { messageId } = await send(tools, place, html, options, {
    force_reply: true,
    selective: true,
    input_field_placeholder: placeholder,
  });
  return messageId;
}

export function createMarkup(keyboard: Rendered["keyboard"]): InlineKeyboardMarkup | undefined {
  return keyboard === null ? undefined : { inline_keyboard: keyboard };
}

async function send(
  { api, telemetry, sent }: DeliveryTools,
  place: Place,
  html: string,
  options: SendOptions,
  markup: InlineKeyboardMarkup | ForceReply | undefined,
): Promise<Sent> {
  try {
    return await attempt(place.threadId, options.replyTo);
  } catch (error) {
    // The topic was deleted or closed: the group's general one still reaches the people. A reply
    // would lead back into the topic.
    if (place.threadId === null || !isRefusal(error, "topic_gone")) throw error;
    countHandled(telemetry, error);
    return await attempt(null, null);
  }

  async function attempt(threadId: ThreadId | null, replyTo: MessageId | null): Promise<Sent> {
    const other = {
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      disable_notification: options.silent ?? false,
      ...(threadId === null ? {} : { message_thread_id: threadId }),
      ...(markup === undefined ? {} : { reply_markup: markup }),
      ...(replyTo === null
        ? {}
        : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    } as const;
    const message = await api.sendMessage(place.chatId, html, other);
    const messageId = parseMessageId(message.message_id);
    sent.push({ chatId: place.chatId, messageId });
    return {
      messageId,
      // Without a reply of its own a topic's message has the topic's first one as such.
      replyLost: replyTo !== null && message.reply_to_message?.message_id !== replyTo,
    };
  }
}
