import { type Api, GrammyError } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { type ChatDirectory, noTelemetry, type Telemetry } from "../desk/ports.ts";
import { decodeBotRights } from "./decode/bot_membership.ts";
import { decodePerson } from "./decode/person.ts";
import { countHandled } from "./expected_errors.ts";

/**
 * Asks Telegram who administers a chat. `getChatMember` would not do: of other people it answers
 * reliably only to a bot that is an administrator itself (Bot API, "getChatMember"), which a bot
 * that was just added is not.
 *
 * A chat that the bot is not in, or that is gone, has no administrators for it. Other failures
 * reject, as an unknown right is no refusal.
 *
 * @param me what `getMe` says; of the bot itself `getChatMember` does answer
 */
export function createChatDirectory(
  api: Pick<Api, "getChatAdministrators" | "getChatMember">,
  me: Pick<UserFromGetMe, "id" | "can_read_all_group_messages">,
  telemetry: Telemetry = noTelemetry,
): ChatDirectory {
  /** Whether the chat is closed to the bot, which is an answer too. */
  const isClosed = (error: unknown): boolean => {
    const closed = error instanceof GrammyError && [400, 403].includes(error.error_code);
    if (closed) countHandled(telemetry, error);
    return closed;
  };
  return {
    async isAdministrator(chatId, userId) {
      try {
        const administrators = await api.getChatAdministrators(chatId);
        return administrators.some(({ user }) => user.id === userId);
      } catch (error) {
        if (isClosed(error)) return false;
        throw error;
      }
    },

    async findPerson(chatId, userId) {
      try {
        const { user } = await api.getChatMember(chatId, userId);
        return decodePerson(user);
      } catch (error) {
        if (isClosed(error)) return null;
        throw error;
      }
    },

    async seesMessages(chatId) {
      if (me.can_read_all_group_messages) return true;
      try {
        return decodeBotRights(await api.getChatMember(chatId, me.id)).seesAll;
      } catch (error) {
        if (isClosed(error)) return false;
        throw error;
      }
    },
  };
}
