/** The open chat: header, pinned bar, guide, messages, composer. */
import type { Child } from "hono/jsx";
import type { GuideState } from "./guide.ts";
import { renderPageAddress } from "./links.ts";
import { renderComposer, renderComposerFacts } from "./render_composer.tsx";
import { renderMessage } from "./render_message.tsx";
import { renderAvatar, renderIcon } from "./render_parts.tsx";
import type { TextViewer } from "./render_text.tsx";
import type { OpenChat, PageView } from "./view.ts";

/** The right side of the page. Parts with `data-live` are kept up to date by the page's script. */
export function renderChat(view: PageView, viewer: TextViewer): Child {
  const { open } = view;
  if (open === null) {
    return (
      <main class="chat chat-none" id="no-chat" data-live="whole">
        <p>{view.viewer.firstName} is in no chat yet.</p>
      </main>
    );
  }
  return (
    <main class="chat" aria-label={open.title}>
      <header class="chat-header">
        <a
          class="round back"
          href={renderPageAddress(view.viewer.id, open.ref, { list: 1 })}
          aria-label="Back to the chats"
        >
          {renderIcon("back")}
        </a>
        {renderAvatar(open.avatarId, open.title)}
        <div class="chat-names" id="chat-names" data-live="whole">
          <h1>{open.title}</h1>
          <p>{open.subtitle}</p>
        </div>
        <p class="connection" id="connection" role="status" />
      </header>
      <div id="pins" class="pins" data-live="whole">{renderPins(open)}</div>
      <div id="guide" class="guide" data-live="whole">
        {view.guide === null ? null : renderGuide(view.guide)}
      </div>
      <div
        class="scroll"
        id="scroll"
        tabindex={0}
        role="log"
        aria-live="polite"
        aria-label={`Messages in ${open.title}`}
      >
        {open.leftOut === 0 ? null : (
          <p class="service">
            <a href={renderPageAddress(view.viewer.id, open.ref, { all: 1 })}>
              Show {open.leftOut} earlier messages
            </a>
          </p>
        )}
        <ol
          class="messages"
          id="messages"
          data-live="list"
        >
          {open.messages.map((message) => renderMessage(message, viewer))}
        </ol>
        <p class="service empty">
          <span>
            {open.startBotId === null ? "No messages here yet" : "Press Start to talk to the bot"}
          </span>
        </p>
        <button
          type="button"
          class="round to-bottom"
          id="to-bottom"
          aria-label="To the newest message"
          hidden
        >
          {renderIcon("down")}
          <span class="badge" id="below-count" hidden />
        </button>
      </div>
      <div id="facts" data-live="whole" hidden>{renderComposerFacts(open)}</div>
      <div id="writing" data-live="kind" data-kind={kindOfComposer(open)}>
        {renderComposer(open)}
      </div>
    </main>
  );
}

/** The composer is replaced only where it becomes another kind, never while somebody types. */
function kindOfComposer(open: OpenChat): string {
  return open.startBotId !== null ? "start" : open.cannotWrite ?? "open";
}

function renderPins(open: OpenChat): Child {
  // newest first: a press on each leads to it and then shows the one before, as Telegram's bar does
  const pins = open.pinned.toReversed();
  return (
    <>
      {pins.map((pin, index) => (
        <button
          type="button"
          class="pin-bar"
          data-pin
          data-jump-message={pin.messageId}
          data-jump-chat={open.chat?.id ?? open.ref}
          hidden={index > 0}
        >
          <span class="pin-mark" aria-hidden="true" />
          <span class="pin-words">
            <span class="quote-author">
              Pinned message{pins.length > 1 ? ` #${pins.length - index}` : ""}
            </span>
            <span class="quote-text">{pin.text}</span>
          </span>
          {renderIcon("pin")}
        </button>
      ))}
    </>
  );
}

function renderGuide({ step, steps, current, card }: GuideState): Child {
  return (
    <section class="guide-box" aria-label="What to try next">
      <div class="guide-now" aria-live="polite">
        <p>
          <strong>
            {current < 0 ? "" : `${current + 1}/${steps.length} `}
            {step.title}.
          </strong>{" "}
          {step.text}
          {step.suggestion === undefined ? null : (
            <>
              {" "}
              <button type="button" class="suggestion" data-fill={step.suggestion}>
                {step.suggestion}
              </button>
            </>
          )}
          {card === null || step.whenButton === undefined ? null : (
            <>
              {" "}
              <button
                type="button"
                class="suggestion"
                data-jump-chat={card.chatId}
                data-jump-message={card.messageId}
              >
                Show the card
              </button>
            </>
          )}
        </p>
        <button type="button" class="round" id="guide-close" aria-label="Hide the hints">
          {renderIcon("close")}
        </button>
      </div>
      <div class="guide-progress" aria-hidden="true">
        {steps.map((_, index) => renderProgress(index <= current))}
      </div>
    </section>
  );
}

function renderProgress(done: boolean): Child {
  return <span class={done ? "done" : ""} />;
}
