import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { moveGroup } from "../../desk/move_group.ts";
import { parseChatId, parseUpdateId } from "../../people/ids.ts";
import type { BotContext } from "../bot_context.ts";

/** A basic group became a supergroup; Telegram says so in both chats. */
export function createMigration(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("message:migrate_to_chat_id", async ({ update, message }) => {
    await carryOut(desk, moveGroup, {
      updateId: parseUpdateId(update.update_id),
      from: parseChatId(message.chat.id),
      to: parseChatId(message.migrate_to_chat_id),
    });
  });
  composer.on("message:migrate_from_chat_id", async ({ update, message }) => {
    await carryOut(desk, moveGroup, {
      updateId: parseUpdateId(update.update_id),
      from: parseChatId(message.migrate_from_chat_id),
      to: parseChatId(message.chat.id),
    });
  });
  return composer;
}
