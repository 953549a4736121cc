import { type Api, GrammyError } from "grammy";
import type { ChatDirectory } from "../desk/ports.ts";

/**
 * Asks Telegram who administers a chat. `getChatMember` would not do: of other people it answers
 * reliably only to a bot that is an administrator itself (Bot API, "getChatMember"), which a bot
 * that was just added is not.
 *
 * A chat that the bot is not in, or that is gone, has no administrators for it. Other failures
 * reject, as an unknown right is no refusal.
 */
export function createChatDirectory(api: Pick<Api, "getChatAdministrators">): ChatDirectory {
  return {
    async isAdministrator(chatId, userId) {
      try {
        const administrators = await api.getChatAdministrators(chatId);
        return administrators.some(({ user }) => user.id === userId);
      } catch (error) {
        if (error instanceof GrammyError && [400, 403].includes(error.error_code)) return false;
        throw error;
      }
    },
  };
}
