/** The buttons under a message. */
import type { Child } from "hono/jsx";
import type { InlineKeyboardMarkup } from "../world.ts";
import { parseLink, renderPageAddress } from "./links.ts";
import type { TextViewer } from "./render_text.tsx";

type Button = InlineKeyboardMarkup["inline_keyboard"][number][number];

/** An inline keyboard, row by row. */
export function renderKeyboard(
  rows: readonly (readonly Button[])[],
  viewer: TextViewer,
): Child {
  return (
    <div class="keyboard" role="group" aria-label="Buttons of the message">
      {rows.map((row) => (
        <div class="keyboard-row">{row.map((button) => renderButton(button, viewer))}</div>
      ))}
    </div>
  );
}

function renderButton(button: Button, viewer: TextViewer): Child {
  const look = `key${button.style === undefined ? "" : ` key-${button.style}`}`;
  if ("callback_data" in button) {
    return (
      <button type="button" class={look} data-press={button.callback_data}>{button.text}</button>
    );
  }
  if ("copy_text" in button) {
    return (
      <button type="button" class={look} data-copy={button.copy_text.text}>{button.text}</button>
    );
  }
  if ("url" in button) {
    const target = parseLink(button.url);
    if (target?.kind === "message") {
      return (
        <a
          class={look}
          href={renderPageAddress(viewer.person.id, target.chatId, { message: target.messageId })}
          data-jump-chat={target.chatId}
          data-jump-message={target.messageId}
        >
          {button.text}
        </a>
      );
    }
    if (target?.kind === "start") {
      const address = viewer.addressOfStart(target.username, target.payload);
      if (address !== null) return <a class={look} href={address}>{button.text}</a>;
    }
    if (target?.kind === "outside") {
      return (
        <a class={`${look} key-url`} href={target.href} target="_blank" rel="noopener noreferrer">
          {button.text}
        </a>
      );
    }
  }
  return (
    <button
      type="button"
      class={look}
      disabled
      title="The sandbox cannot open this kind of button"
    >
      {button.text}
    </button>
  );
}
