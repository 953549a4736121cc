/** The entities that Telegram finds in a text by itself: commands, mentions, links and tags. */
import type { MessageEntity } from "grammy/types";

type FoundType = MessageEntity.CommonMessageEntity["type"];

const TOP_LEVEL = "com|org|net|io|me|app|dev|info|biz|edu|gov|uk|de|us|eu|co";
/** In the order in which they win where they overlap. */
const PATTERNS: readonly (readonly [FoundType, RegExp])[] = [
  ["url", /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}']/giu],
  ["email", /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gu],
  [
    "url",
    new RegExp(
      `(?<![@\\w.])(?:[a-z0-9-]+\\.)+(?:${TOP_LEVEL})(?:\\/[^\\s<>"]*)?(?![\\w.-])`,
      "giu",
    ),
  ],
  ["bot_command", /(?<![^\s"'(])\/[a-z0-9_]{1,64}(?:@[a-z]\w{2,31})?(?![\w/@])/giu],
  ["mention", /(?<![\w@/])@[a-z]\w{2,31}(?!\w)/giu],
  ["hashtag", /(?<![\w#])#[\p{L}_][\p{L}\p{N}_]*/gu],
  ["phone_number", /(?<![\w+])\+\d[\d\s().-]{7,16}\d(?!\w)/gu],
];

/**
 * @param given entities that are there already; nothing is looked for inside links and code
 * @returns both, by offset, the longer first
 */
export function addFoundEntities(
  text: string,
  given: readonly MessageEntity[] = [],
): MessageEntity[] {
  const taken: { offset: number; length: number }[] = given.filter(({ type }) =>
    ["code", "pre", "text_link", "text_mention", "url", "mention", "bot_command"].includes(type)
  );
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const span = { offset: match.index, length: match[0].length };
      if (taken.some((other) => overlaps(span, other))) continue;
      taken.push(span);
      found.push({ type, ...span });
    }
  }
  return sortEntities([...given, ...found]);
}

export function sortEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

interface Span {
  offset: number;
  length: number;
}

function overlaps(a: Span, b: Span): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
