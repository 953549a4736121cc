/**
 * `parse_mode: HTML`, with Telegram's own complaints. Source: the Bot API, "HTML style". The
 * messages name byte offsets, as Telegram's do.
 */
import type { MessageEntity, User } from "grammy/types";
import { badRequest } from "./bot_api_error.ts";
import { findTagEnd, parseAttributes } from "./parse_tag.ts";

type StyleType = MessageEntity.CommonMessageEntity["type"];

const STYLES: Readonly<Record<string, StyleType>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
  code: "code",
  blockquote: "blockquote",
};
const OTHER_TAGS: ReadonlySet<string> = new Set(["a", "pre", "tg-emoji"]);
const CHARACTERS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

interface OpenTag {
  name: string;
  at: number;
  attributes: ReadonlyMap<string, string>;
  /** Set on `pre` by the `code class="language-…"` inside it. */
  language?: string;
}

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/**
 * @param findUser who `tg://user?id=` means; a mention of somebody unknown stays plain text
 * @throws {BotApiError} "can't parse entities: …"
 */
export function parseHtml(
  source: string,
  findUser: (id: number) => User | undefined,
): FormattedText {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = "";
  let at = 0;
  const fail = (problem: string) => badRequest(`can't parse entities: ${problem}`);
  const offsetOf = (index: number) => new TextEncoder().encode(source.slice(0, index)).length;

  while (at < source.length) {
    const character = source.charAt(at);
    if (character === "&") {
      const [decoded, length] = decodeCharacter(source.slice(at, at + 12));
      text += decoded;
      at += length;
      continue;
    }
    if (character !== "<") {
      text += character;
      at++;
      continue;
    }
    const closing = source.charAt(at + 1) === "/";
    const end = findTagEnd(source, at);
    if (end < 0) {
      throw fail(`Unclosed ${closing ? "end" : "start"} tag at byte offset ${offsetOf(at)}`);
    }
    const inside = source.slice(at + (closing ? 2 : 1), end);
    const name = /^[^\s/>]*/.exec(inside)?.[0].toLowerCase() ?? "";
    if (closing) {
      const tag = open.pop();
      if (tag === undefined) throw fail(`Unexpected end tag at byte offset ${offsetOf(at)}`);
      if (name !== "" && name !== tag.name) {
        throw fail(
          `Unmatched end tag at byte offset ${offsetOf(at)}, expected "</${tag.name}>", ` +
            `found "</${name}>"`,
        );
      }
      const entity = closeTag(tag, text, open.at(-1), findUser);
      if (entity !== undefined) entities.push(entity);
    } else {
      if (!Object.hasOwn(STYLES, name) && !OTHER_TAGS.has(name)) {
        throw fail(`Unsupported start tag "${name}" at byte offset ${offsetOf(at)}`);
      }
      const attributes = parseAttributes(inside.slice(name.length));
      if (name === "span" && attributes.get("class") !== "tg-spoiler") {
        throw fail(`Tag "span" must have class "tg-spoiler" at byte offset ${offsetOf(at)}`);
      }
      open.push({ name, at: text.length, attributes });
    }
    at = end + 1;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw fail(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  return { text, entities };
}

function closeTag(
  tag: OpenTag,
  text: string,
  parent: OpenTag | undefined,
  findUser: (id: number) => User | undefined,
): MessageEntity | undefined {
  const span = { offset: tag.at, length: text.length - tag.at };
  if (span.length === 0) return undefined;
  switch (tag.name) {
    case "a":
      return createLink(span, tag.attributes.get("href") ?? text.slice(tag.at), findUser);
    case "pre":
      return tag.language === undefined
        ? { type: "pre", ...span }
        : { type: "pre", ...span, language: tag.language };
    case "tg-emoji":
      return {
        type: "custom_emoji",
        ...span,
        custom_emoji_id: tag.attributes.get("emoji-id") ?? "",
      };
    case "blockquote":
      return {
        type: tag.attributes.has("expandable") ? "expandable_blockquote" : "blockquote",
        ...span,
      };
    case "code":
      if (parent?.name === "pre" && parent.at === tag.at) {
        const language = /^language-(.+)$/.exec(tag.attributes.get("class") ?? "")?.[1];
        if (language !== undefined) parent.language = language;
        return undefined;
      }
      return { type: "code", ...span };
    default: {
      const type = STYLES[tag.name];
      return type === undefined ? undefined : { type, ...span };
    }
  }
}

export function createLink(
  span: { offset: number; length: number },
  href: string,
  findUser: (id: number) => User | undefined,
): MessageEntity | undefined {
  const id = /^tg:\/\/user\/?\?id=(\d+)/.exec(href)?.[1];
  if (id !== undefined) {
    const user = findUser(Number(id));
    return user === undefined ? undefined : { type: "text_mention", ...span, user };
  }
  const url = URL.parse(/^[a-z]+:\/\//i.test(href) ? href : `http://${href}`);
  if (url === null || !["http:", "https:", "tg:"].includes(url.protocol)) return undefined;
  // Telegram drops a link to a host that cannot exist.
  if (url.protocol !== "tg:" && !/\.|^localhost$/.test(url.hostname)) return undefined;
  return { type: "text_link", ...span, url: url.href };
}

function decodeCharacter(source: string): [string, number] {
  const named = /^&(lt|gt|amp|quot);?/.exec(source);
  if (named !== null) return [CHARACTERS[named[1] ?? ""] ?? "&", named[0].length];
  const numeric = /^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/i.exec(source);
  if (numeric === null) return ["&", 1];
  const [whole, hex, decimal] = numeric;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code === 0 || code > 0x10ffff ? ["&", 1] : [String.fromCodePoint(code), whole.length];
}
