import type { User } from "grammy/types";
import type { MemberCommand } from "../../desk/add_member.ts";
import { findBody, listEntities } from "./content.ts";
import type { Command } from "./command.ts";
import { decodePerson } from "./person.ts";
import type { Received } from "./received.ts";
import { findReply } from "./reply.ts";

/**
 * `/member @name Maintenance`, the name before or after the department. A name in the command wins
 * over the message that it replies to.
 *
 * @param me this bot, which may be named too
 */
export function decodeMemberCommand(
  { incoming, message }: Received,
  command: Command,
  me: User,
): MemberCommand {
  const mention = listEntities(message).find(({ type, offset }) =>
    offset >= command.wordsAt && (type === "mention" || type === "text_mention")
  );
  if (mention === undefined) {
    const reply = findReply(message);
    const user = reply?.sender_chat === undefined ? reply?.from : undefined;
    // A channel and an anonymous administrator have a made-up account, and are nobody.
    const target = user === undefined ? null : createTarget(user);
    return { ...incoming, target, departmentName: joinWords(command.words) };
  }
  const body = findBody(message) ?? "";
  const end = mention.offset + mention.length;
  const departmentName = joinWords(
    `${body.slice(command.wordsAt, mention.offset)} ${body.slice(end)}`,
  );
  if (mention.type === "text_mention") {
    return { ...incoming, target: createTarget(mention.user), departmentName };
  }
  const username = body.slice(mention.offset + 1, end);
  const isMe = username.toLowerCase() === me.username?.toLowerCase();
  const target = isMe ? createTarget(me) : { type: "username", username } as const;
  return { ...incoming, target, departmentName };
}

function createTarget(user: User): MemberCommand["target"] {
  return { type: "person", person: decodePerson(user), isBot: user.is_bot };
}

function joinWords(words: string): string {
  return words.trim().replaceAll(/\s+/g, " ");
}
