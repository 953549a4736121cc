/** One message of a chat: its bubble, what it answers, its buttons and reactions. */
import type { Child } from "hono/jsx";
import type { SandboxMessage } from "../world.ts";
import { renderClock, renderColourClass } from "./names.ts";
import { renderKeyboard } from "./render_keyboard.tsx";
import { renderAvatar, renderIcon } from "./render_parts.tsx";
import { renderText, type TextViewer } from "./render_text.tsx";
import type { MessageView, QuotedMessage } from "./view.ts";

/** One entry of the message list; its `id` is what the page's script tells entries apart by. */
export function renderMessage(view: MessageView, viewer: TextViewer): Child {
  const { message } = view;
  return (
    <li id={`m${message.id}`} class="entry">
      {view.day === null ? null : (
        <div class="service">
          <span>{view.day}</span>
        </div>
      )}
      {message.service === undefined ? renderBubble(view, viewer) : renderService(message)}
    </li>
  );
}

function renderService(message: SandboxMessage): Child {
  const event = message.serviceEvent;
  return (
    <div class="service">
      {event?.kind === "pinned"
        ? (
          <button type="button" data-jump-message={event.messageId} data-jump-chat={message.chatId}>
            {message.service}
          </button>
        )
        : <span>{message.service}</span>}
    </div>
  );
}

function renderBubble(view: MessageView, viewer: TextViewer): Child {
  const { message } = view;
  const sides = [
    "message",
    view.own ? "own" : "other",
    view.first ? "first" : "",
    view.last ? "last" : "",
  ];
  const keyboard = message.replyMarkup?.inline_keyboard ?? [];
  return (
    <article
      class={sides.filter((side) => side !== "").join(" ")}
      aria-label={`${view.author}, ${renderClock(message.date)}`}
      data-message-id={message.id}
      data-author={view.author}
      data-own={view.own ? "1" : undefined}
      data-may-edit={view.mayEdit ? "1" : undefined}
      data-may-delete={view.mayDelete ? "1" : undefined}
      data-may-pin={view.mayPin ? "1" : undefined}
      data-pinned={view.pinned ? "1" : undefined}
      data-raw={view.mayEdit ? message.text ?? message.caption ?? "" : undefined}
    >
      {view.own
        ? null
        : view.last
        ? renderAvatar(view.authorId, view.author, "small")
        : <span class="avatar-space" />}
      <div class="stack">
        <div class="bubble">
          {view.first && !view.own && !view.alone ? renderAuthor(view) : null}
          {view.topic === null ? null : <div class="topic"># {view.topic}</div>}
          {view.quoted === null ? null : renderQuote(view.quoted, message.chatId)}
          {renderMedia(message)}
          <div class="text" dir="auto">
            <div class="words">
              {renderText(message.text ?? message.caption ?? "", message.entities, viewer)}
            </div>
            {view.reactions.length === 0 ? renderStamp(view) : null}
          </div>
          {view.reactions.length === 0 ? null : renderReactions(view)}
        </div>
        {keyboard.length === 0 ? null : renderKeyboard(keyboard, viewer)}
      </div>
      <div class="message-tools">
        <button type="button" class="round" data-reply aria-label={`Reply to ${view.author}`}>
          {renderIcon("reply")}
        </button>
        <button
          type="button"
          class="round"
          data-menu
          aria-haspopup="menu"
          aria-label={`More about the message from ${view.author}`}
        >
          {renderIcon("more")}
        </button>
      </div>
    </article>
  );
}

function renderAuthor(view: MessageView): Child {
  return (
    <div class="author">
      <span class={`author-name ${renderColourClass(view.authorId)}`}>{view.author}</span>
      {view.authorTag === "" ? null : <span class="author-tag">{view.authorTag}</span>}
    </div>
  );
}

/** The line above a reply; a press leads to the message that is answered. */
export function renderQuote(quoted: QuotedMessage, chatId: number): Child {
  return (
    <button
      type="button"
      class={`quote ${quoted.colour}`}
      data-jump-chat={chatId}
      data-jump-message={quoted.messageId}
      aria-label={`In reply to ${quoted.author}: ${quoted.text}`}
    >
      <span class="quote-author">{quoted.author}</span>
      <span class="quote-text">{quoted.text}</span>
    </button>
  );
}

function renderMedia({ media }: SandboxMessage): Child {
  const address = media?.kept === undefined ? null : `/page/files/${media.fileId}`;
  switch (media?.kind) {
    case "photo":
      if (address !== null) {
        return (
          <a class="media-picture" href={address} target="_blank">
            <img src={address} alt={media.fileName ?? "Photo"} />
          </a>
        );
      }
      return <div class="media media-photo" role="img" aria-label="Photo">🖼</div>;
    case "voice":
      return <div class="media">🎤 Voice message</div>;
    case "location":
      return <div class="media">📍 Location</div>;
    case "document":
      return (
        <div class="media">
          📄 {address === null
            ? media.fileName ?? "File"
            : <a href={address} download={media.fileName}>{media.fileName ?? "File"}</a>}
        </div>
      );
    default:
      return null;
  }
}

function renderReactions(view: MessageView): Child {
  return (
    <div class="foot">
      <span class="reactions">
        {view.reactions.map(({ emoji, count, own }) => (
          <button
            type="button"
            class="reaction"
            data-react={own ? "" : emoji}
            aria-pressed={own ? "true" : "false"}
            aria-label={`${emoji} ${count}`}
          >
            {emoji} {count}
          </button>
        ))}
      </span>
      {renderStamp(view)}
    </div>
  );
}

/** When it was sent, and how. It stands behind the last words where there is room. */
function renderStamp({ message, pinned }: MessageView): Child {
  return (
    <span class="stamp">
      {message.notifies ? null : renderMark("silent", "Sent without a sound")}
      {pinned ? renderMark("pin", "Pinned") : null}
      {message.editDate === undefined ? null : <span>edited</span>}
      <time datetime={new Date(message.date * 1000).toISOString()}>
        {renderClock(message.date)}
      </time>
    </span>
  );
}

function renderMark(icon: "silent" | "pin", meaning: string): Child {
  return <span role="img" aria-label={meaning} title={meaning}>{renderIcon(icon)}</span>;
}
