import { Composer } from "grammy";
import { carryOut } from "../../desk/carry_out.ts";
import type { Desk } from "../../desk/desk.ts";
import { receiveMessage } from "../../desk/receive_message.ts";
import { parseMessageId } from "../../people/ids.ts";
import { type BotContext, isGroupTalk } from "../bot_context.ts";
import { findBody, findMedia } from "../decode/content.ts";
import { findQuestion, findReply, findShownIncident, isYoung } from "../decode/reply.ts";

/** What people write in a group beside commands: summaries, comments, and all the rest. */
export function createTalk(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.filter(isGroupTalk, async ({ me, received: { incoming, message }, notes }, next) => {
    const reply = findReply(message);
    const outcome = await carryOut(desk, receiveMessage, {
      ...incoming,
      body: findBody(message),
      media: findMedia(message),
      replyTo: reply ? parseMessageId(reply.message_id) : null,
      repliesToUs: reply?.from?.id === me.id,
      repliesToYoung: reply ? isYoung(message, reply) : false,
      shownIncidentId: findShownIncident(reply, me),
      question: message.from === undefined ? null : findQuestion(reply, message.from, me),
    });
    // Passed on, it wakes nobody: most of what a group writes is mere talk.
    if (outcome === "talk") return await next();
    notes.became = outcome;
    notes.opened = outcome === "report";
  });
  return composer;
}
