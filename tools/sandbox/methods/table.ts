/** The methods that the sandbox has. Telegram reads their names without regard to case. */
import type { Method } from "./create_method.ts";
import { answerCallbackQuery } from "./answer_callback_query.ts";
import { deleteMessage } from "./delete_message.ts";
import { deleteMessages } from "./delete_messages.ts";
import { deleteMyCommands } from "./delete_my_commands.ts";
import { deleteWebhook } from "./delete_webhook.ts";
import { editMessageReplyMarkup } from "./edit_message_reply_markup.ts";
import { editMessageText } from "./edit_message_text.ts";
import { getChat } from "./get_chat.ts";
import { getChatAdministrators } from "./get_chat_administrators.ts";
import { getChatMember } from "./get_chat_member.ts";
import { getChatMemberCount } from "./get_chat_member_count.ts";
import { getFile } from "./get_file.ts";
import { getMe } from "./get_me.ts";
import { getMyCommands } from "./get_my_commands.ts";
import { getUpdates } from "./get_updates.ts";
import { getWebhookInfo } from "./get_webhook_info.ts";
import { leaveChat } from "./leave_chat.ts";
import { pinChatMessage } from "./pin_chat_message.ts";
import { sendChatAction } from "./send_chat_action.ts";
import { sendDocument } from "./send_document.ts";
import { sendMessage } from "./send_message.ts";
import { sendPhoto } from "./send_photo.ts";
import { setMessageReaction } from "./set_message_reaction.ts";
import { setMyCommands } from "./set_my_commands.ts";
import { setMyDescription } from "./set_my_description.ts";
import { setMyShortDescription } from "./set_my_short_description.ts";
import { setWebhook } from "./set_webhook.ts";
import { unpinChatMessage } from "./unpin_chat_message.ts";

const METHODS: readonly Method[] = [
  answerCallbackQuery,
  deleteMessage,
  deleteMessages,
  deleteMyCommands,
  deleteWebhook,
  editMessageReplyMarkup,
  editMessageText,
  getChat,
  getChatAdministrators,
  getChatMember,
  getChatMemberCount,
  getFile,
  getMe,
  getMyCommands,
  getUpdates,
  getWebhookInfo,
  leaveChat,
  pinChatMessage,
  sendChatAction,
  sendDocument,
  sendMessage,
  sendPhoto,
  setMessageReaction,
  setMyCommands,
  setMyDescription,
  setMyShortDescription,
  setWebhook,
  unpinChatMessage,
];

const byName = new Map(METHODS.map((method) => [method.name.toLowerCase(), method]));

export function findMethod(name: string): Method | undefined {
  return byName.get(name.toLowerCase());
}
