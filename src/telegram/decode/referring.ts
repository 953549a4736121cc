import type { User } from "grammy/types";
import type { Referring } from "../../desk/referred_incident.ts";
import { parseMessageId } from "../../people/ids.ts";
import type { Command } from "./command.ts";
import { parseIncidentNumber } from "./question.ts";
import type { Received } from "./received.ts";
import { findReply, findShownIncident, isYoung } from "./reply.ts";

/**
 * `/comment 0042 words` and `/reopen why`, with what they reply to.
 *
 * @param me this bot
 */
export function decodeReferring(
  { incoming, message }: Received,
  { words }: Command,
  me: Pick<User, "id">,
): Referring {
  const reply = findReply(message);
  return {
    ...incoming,
    words,
    numbered: findNumbered(words),
    replyTo: reply ? parseMessageId(reply.message_id) : null,
    repliesToYoung: reply?.from?.id === me.id && isYoung(message, reply),
    shownIncidentId: findShownIncident(reply, me),
  };
}

function findNumbered(words: string): Referring["numbered"] {
  const [first = ""] = words.trimStart().split(/\s/, 1);
  const number = parseIncidentNumber(first);
  return number === null ? null : { number, words: words.trimStart().slice(first.length) };
}
