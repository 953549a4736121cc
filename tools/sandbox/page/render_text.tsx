/** A message's words as markup. All text goes through JSX, which escapes it. */
import type { Child } from "hono/jsx";
import type { MessageEntity, Person } from "../world.ts";
import { createEntityTree, type EntityNode } from "./entity_tree.ts";
import { parseLink, renderPageAddress } from "./links.ts";

/** Who looks: mentions of them are marked, links into a chat stay on the page. */
export interface TextViewer {
  readonly person: Person;
  /** Where a `t.me/<bot>?start=` link leads on the page; null where no such bot is here. */
  addressOfStart(username: string, payload: string): string | null;
}

/** The markup of a text with its entities. */
export function renderText(
  text: string,
  entities: readonly MessageEntity[],
  viewer: TextViewer,
): Child {
  return <>{renderNodes(createEntityTree(text, entities), viewer)}</>;
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

function renderNodes(nodes: readonly EntityNode[], viewer: TextViewer): Child[] {
  return nodes.map((node, index) => {
    const before = nodes[index - 1];
    // a block ends its line itself: the line break behind it would show as an empty line
    const behindBlock = before?.kind === "entity" && BLOCKS.has(before.entity.type);
    return node.kind === "text" && behindBlock
      ? node.text.replace(/^\n/, "")
      : renderNode(node, viewer);
  });
}

function renderNode(node: EntityNode, viewer: TextViewer): Child {
  if (node.kind === "text") return node.text;
  const inner = <>{renderNodes(node.children, viewer)}</>;
  const { entity, text } = node;
  switch (entity.type) {
    case "bold":
      return <strong>{inner}</strong>;
    case "italic":
      return <em>{inner}</em>;
    case "underline":
      return <u>{inner}</u>;
    case "strikethrough":
      return <s>{inner}</s>;
    case "spoiler":
      return (
        <button type="button" class="spoiler" data-spoiler aria-label="Hidden text, press to show">
          {inner}
        </button>
      );
    case "code":
      return <code>{inner}</code>;
    case "pre":
      return <pre><code data-language={entity.language ?? ""}>{inner}</code></pre>;
    case "blockquote":
      return <blockquote>{inner}</blockquote>;
    case "expandable_blockquote":
      return (
        <blockquote class="expandable" data-expandable>
          <div class="expandable-text">{inner}</div>
          <button type="button" class="expand" data-expand aria-expanded="false">Show more</button>
        </blockquote>
      );
    case "text_link":
      return renderLink(entity.url, inner, viewer);
    case "url":
      return renderLink(text, inner, viewer);
    case "email":
      return renderLink(`mailto:${text}`, inner, viewer);
    case "phone_number":
      return renderLink(`tel:${text.replaceAll(/[^\d+]/g, "")}`, inner, viewer);
    case "mention":
      return renderMention(
        text.slice(1).toLowerCase() === viewer.person.username?.toLowerCase(),
        inner,
      );
    case "text_mention":
      return renderMention(entity.user.id === viewer.person.id, inner);
    case "bot_command":
      return <button type="button" class="command-link" data-send={text}>{inner}</button>;
    case "hashtag":
    case "cashtag":
      return <span class="tag">{inner}</span>;
    case "date_time":
      return <time datetime={new Date(entity.unix_time * 1000).toISOString()}>{inner}</time>;
    case "custom_emoji":
      return inner;
    default:
      // a kind that Telegram adds later is shown as plain words
      return inner;
  }
}

function renderMention(ofViewer: boolean, inner: Child): Child {
  return <span class={ofViewer ? "mention mention-me" : "mention"}>{inner}</span>;
}

function renderLink(address: string, inner: Child, viewer: TextViewer): Child {
  const target = parseLink(address);
  if (target === null) return inner;
  switch (target.kind) {
    case "message":
      return (
        <a
          href={renderPageAddress(viewer.person.id, target.chatId, { message: target.messageId })}
          data-jump-chat={target.chatId}
          data-jump-message={target.messageId}
        >
          {inner}
        </a>
      );
    case "start": {
      const inside = viewer.addressOfStart(target.username, target.payload);
      const outside = `https://t.me/${target.username}`;
      return inside === null
        ? <a href={outside} target="_blank" rel="noopener noreferrer">{inner}</a>
        : <a href={inside}>{inner}</a>;
    }
    case "outside":
      return <a href={target.href} target="_blank" rel="noopener noreferrer">{inner}</a>;
  }
}
