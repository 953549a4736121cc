/** Where the viewer writes: the text field, what it answers, and what it offers to complete. */
import type { Child } from "hono/jsx";
import { renderIcon } from "./render_parts.tsx";
import type { OpenChat } from "./view.ts";

/** The composer, Start, or why there is neither. */
export function renderComposer(chat: OpenChat): Child {
  if (chat.startBotId !== null) {
    return (
      <footer class="composer composer-start">
        <button type="button" class="start" data-start={chat.startBotId}>Start</button>
      </footer>
    );
  }
  if (chat.cannotWrite !== null) {
    return <footer class="composer composer-closed">{chat.cannotWrite}</footer>;
  }
  return (
    <footer class="composer">
      <div class="suggestions" id="suggestions" role="listbox" aria-label="Suggestions" hidden />
      <div class="answering" id="answering" hidden>
        <span class="answering-icon" id="answering-icon">{renderIcon("reply")}</span>
        <button type="button" class="answering-what" id="answering-what">
          <span class="quote-author" id="answering-title" />
          <span class="quote-text" id="answering-text" />
        </button>
        <button type="button" class="round" id="answering-cancel" aria-label="Cancel (Esc)">
          {renderIcon("close")}
        </button>
      </div>
      <form class="composer-line" id="composer" autocomplete="off">
        <button
          type="button"
          class="round"
          id="attach"
          aria-haspopup="menu"
          aria-label="Attach a photo, voice message, file or location"
        >
          {renderIcon("attach")}
        </button>
        <textarea
          id="text"
          name="text"
          rows={1}
          readonly
          maxlength={4096}
          placeholder="Message"
          aria-label={`Message to ${chat.title}`}
          aria-autocomplete="list"
          aria-controls="suggestions"
          enterkeyhint="send"
        />
        <button type="submit" class="round send" id="send" aria-label="Send">
          {renderIcon("send")}
        </button>
      </form>
    </footer>
  );
}

/**
 * What the composer's script must know and what may change while somebody types: it is kept apart
 * from the composer, so that a live update never touches the text.
 */
export function renderComposerFacts(chat: OpenChat): Child {
  return (
    <>
      {chat.forceReply === null ? null : (
        <span
          id="force-reply"
          data-message-id={chat.forceReply.messageId}
          data-author={chat.forceReply.author}
          data-text={chat.forceReply.text}
          data-placeholder={chat.forceReply.placeholder}
        />
      )}
      {chat.commands.map(({ insert, description }) => (
        <span data-suggest="command" data-insert={insert} data-about={description} />
      ))}
      {chat.mentions.map(({ personId, name, username }) => (
        <span
          data-suggest="mention"
          data-insert={username === null ? name : `@${username}`}
          data-about={name}
          data-person-id={username === null ? personId : undefined}
        />
      ))}
    </>
  );
}
