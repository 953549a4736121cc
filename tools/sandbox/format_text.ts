/** From what a bot sends (a text with a parse mode or entities) to what stands in the chat. */
import type { MessageEntity } from "grammy/types";
import { badRequest } from "./bot_api_error.ts";
import { addFoundEntities, sortEntities } from "./client_entities.ts";
import { createLink, type FormattedText, parseHtml } from "./parse_html.ts";
import type { CallContext } from "./parts.ts";
import { userOf } from "./present.ts";
import type { Chat } from "./world.ts";

const MAX_ENTITIES = 100;
const PLAIN: ReadonlySet<string> = new Set<MessageEntity.CommonMessageEntity["type"]>([
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
  "code",
]);

/** An entity as a bot may send it. */
export interface SentEntity {
  type: string;
  offset: number;
  length: number;
  [key: string]: unknown;
}

export function formatText(
  context: CallContext,
  chat: Chat,
  source: {
    text: string;
    parse_mode?: string;
    entities?: readonly SentEntity[];
  },
): FormattedText {
  const findUser = (id: number) => {
    // A bot can mention by id only whom it can know: the members of this chat.
    return chat.members.has(id) ? userOf(context.world, id) : undefined;
  };
  const { text, entities } = readSource(source, findUser);
  return trim(text, separateCode(entities));
}

function readSource(
  { text, parse_mode: mode = "", entities = [] }: Parameters<typeof formatText>[2],
  findUser: Parameters<typeof parseHtml>[1],
): FormattedText {
  if (mode.toLowerCase() === "html") return parseHtml(text, findUser);
  if (mode !== "") {
    const known = ["markdown", "markdownv2"].includes(mode.toLowerCase());
    throw badRequest(
      known ? `parse_mode ${mode} is not simulated by the sandbox` : "unsupported parse_mode",
    );
  }
  return { text, entities: entities.flatMap((entity) => readEntity(entity, text, findUser) ?? []) };
}

function readEntity(
  entity: SentEntity,
  text: string,
  findUser: Parameters<typeof parseHtml>[1],
): MessageEntity | undefined {
  const { type, offset, length } = entity;
  if (offset + length > text.length) {
    throw badRequest(`entity beginning at UTF-16 offset ${offset} ends after the end of the text`);
  }
  if (isPlain(type)) return { type, offset, length };
  if (type === "pre") {
    const { language } = entity;
    return { type, offset, length, ...(typeof language === "string" ? { language } : {}) };
  }
  if (type === "text_link" && typeof entity.url === "string") {
    return createLink({ offset, length }, entity.url, findUser);
  }
  if (type === "text_mention" && typeof entity.user === "object" && entity.user !== null) {
    const user = "id" in entity.user ? findUser(Number(entity.user.id)) : undefined;
    return user === undefined ? undefined : { type, offset, length, user };
  }
  // Mentions, links and commands are found by Telegram itself.
  return undefined;
}

function isPlain(type: string): type is MessageEntity.CommonMessageEntity["type"] {
  return PLAIN.has(type);
}

/** `code` and `pre` hold no other entity, and no style reaches across them. */
function separateCode(entities: readonly MessageEntity[]): MessageEntity[] {
  const code = entities.filter(({ type }) => type === "code" || type === "pre");
  return entities.flatMap((entity) => {
    if (code.includes(entity) || entity.type.endsWith("blockquote")) return [entity];
    let pieces: MessageEntity[] = [entity];
    for (const hole of code) pieces = pieces.flatMap((piece) => cut(piece, hole));
    return pieces;
  });
}

function cut(piece: MessageEntity, hole: MessageEntity): MessageEntity[] {
  const end = piece.offset + piece.length;
  const holeEnd = hole.offset + hole.length;
  if (hole.offset >= end || holeEnd <= piece.offset) return [piece];
  return [
    { ...piece, length: hole.offset - piece.offset },
    { ...piece, offset: holeEnd, length: end - holeEnd },
  ].filter(({ length }) => length > 0);
}

/** Blanks around a text are lost, and entities with them. */
function trim(text: string, entities: readonly MessageEntity[]): FormattedText {
  const shown = text.trim();
  const lead = text.length - text.trimStart().length;
  const kept = entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - lead);
    const end = Math.min(shown.length, entity.offset + entity.length - lead);
    return end > offset ? [{ ...entity, offset, length: end - offset }] : [];
  });
  const sorted = sortEntities(kept).slice(0, MAX_ENTITIES);
  return { text: shown, entities: addFoundEntities(shown, sorted) };
}
