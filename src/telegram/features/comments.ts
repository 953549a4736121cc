import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import { commentOnIncident } from "../../desk/comment_on_incident.ts";
import type { Desk } from "../../desk/desk.ts";
import { reopenIncident } from "../../desk/reopen_incident.ts";
import { type BotContext, isCommand } from "../bot_context.ts";
import { findMedia } from "../decode/content.ts";
import { decodeReferring } from "../decode/referring.ts";

/** `/comment` and `/reopen`, by number or as a reply. */
export function createComments(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isCommand("comment"), async ({ received, me }) => {
    const referring = decodeReferring(received, received.command, me);
    await carryOut(desk, commentOnIncident, { ...referring, media: findMedia(received.message) });
  });
  composer.filter(isCommand("reopen"), async ({ received, me }) => {
    await carryOut(desk, reopenIncident, decodeReferring(received, received.command, me));
  });
  return composer;
}
