import { InputFile } from "grammy";
import type { Place } from "../../desk/ports.ts";
import { type MessageId, parseMessageId } from "../../people/ids.ts";
import { countHandled } from "../expected_errors.ts";
import type { SafeHtml } from "../render/safe_html.ts";
import type { DeliveryTools } from "./delivery_tools.ts";
import { isRefusal } from "./telegram_errors.ts";

export interface SentFile {
  readonly kind: "photo" | "document";
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly caption: SafeHtml;
}

/** Sends a file that rings nobody's bell: it follows a message that may have. */
export async function sendFile(
  { api, telemetry, sent }: DeliveryTools,
  { chatId, threadId }: Place,
  { kind, name, bytes, caption }: SentFile,
): Promise<MessageId> {
  try {
    return await attempt(threadId);
  } catch (error) {
    // The topic was deleted or closed: the group's general one still reaches the people.
    if (threadId === null || !isRefusal(error, "topic_gone")) throw error;
    countHandled(telemetry, error);
    return await attempt(null);
  }

  async function attempt(thread: Place["threadId"]): Promise<MessageId> {
    const other = {
      caption: caption.toString(),
      parse_mode: "HTML",
      disable_notification: true,
      ...(thread === null ? {} : { message_thread_id: thread }),
    } as const;
    const file = new InputFile(bytes, name);
    const message = kind === "photo"
      ? await api.sendPhoto(chatId, file, other)
      : await api.sendDocument(chatId, file, other);
    const messageId = parseMessageId(message.message_id);
    sent.push({ chatId, messageId });
    return messageId;
  }
}
