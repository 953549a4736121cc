/** What stands around the chat: the people to be, the toolbar, the list of chats. */
import type { Child } from "hono/jsx";
import { renderPageAddress } from "./links.ts";
import { renderClock, renderPersonName } from "./names.ts";
import { renderAvatar, renderIcon } from "./render_parts.tsx";
import type { ChatRow, PageView } from "./view.ts";

/** The row at the top: who the viewer is and may become, and the sandbox's clock. */
export function renderTop(view: PageView): Child {
  return (
    <header class="top">
      <nav class="people" id="people" aria-label="Who you are" data-live="whole">
        <span class="people-label">You are</span>
        {view.people.map(({ person, hint, address, current, calls }) => (
          <a
            class={current ? "person current" : "person"}
            href={address}
            aria-current={current ? "true" : undefined}
            data-person-id={person.id}
            title={person.username === undefined ? "no username" : `@${person.username}`}
          >
            <span class="person-avatar">
              {renderAvatar(person.id, renderPersonName(person), "small")}
              {calls === 0 || current
                ? null
                : (
                  <span class="badge badge-call" role="img" aria-label={`called ${calls} times`}>
                    @
                  </span>
                )}
            </span>
            <span class="person-names">
              <span class="person-name">{person.firstName}</span>
              {hint === "" ? null : <span class="person-hint">{hint}</span>}
            </span>
          </a>
        ))}
      </nav>
      <div class="toolbar" role="toolbar" aria-label="Sandbox">
        <span class="now" id="now" data-live="whole">
          <time datetime={new Date(view.now * 1000).toISOString()}>{renderClock(view.now)}</time>
        </span>
        <button
          type="button"
          class="tool"
          data-tool="skip"
          title="Time goes on by ten minutes; what is due then happens"
        >
          {renderIcon("skip")} <span>Skip 10 minutes</span>
        </button>
        <button type="button" class="tool" data-tool="tick" title="Wakes the bot's clock job now">
          {renderIcon("clock")} <span>Run the clock</span>
        </button>
        {view.links.map(({ name, address }) => (
          <a class="tool" href={address}>
            {renderIcon("page")} <span>{name}</span>
          </a>
        ))}
      </div>
    </header>
  );
}

/** The chats on the left. */
export function renderChatList(view: PageView): Child {
  return (
    <aside class="chats" aria-label="Chats">
      <h2 class="chats-title">{view.title}</h2>
      <nav aria-label="Chats">
        <ul id="chats" data-live="whole">
          {view.chats.map((row) => renderRow(row, view.viewer.id))}
        </ul>
      </nav>
    </aside>
  );
}

function renderRow(row: ChatRow, viewerId: number): Child {
  return (
    <li>
      <a
        class={row.open ? "chat-row current" : "chat-row"}
        href={renderPageAddress(viewerId, row.ref)}
        aria-current={row.open ? "page" : undefined}
      >
        {renderAvatar(row.avatarId, row.title)}
        <span class="row-words">
          <span class="row-line">
            <span class="row-title">{row.title}</span>
            <span class="row-time">{row.time}</span>
          </span>
          <span class="row-line">
            <span class="row-preview">
              {row.previewAuthor === ""
                ? null
                : <span class="row-author">{`${row.previewAuthor}: `}</span>}
              {row.preview}
            </span>
            {row.mentions === 0
              ? null
              : <span class="badge" role="img" aria-label="You are mentioned">@</span>}
            {row.unread === 0
              ? null
              : <span class="badge" aria-label={`${row.unread} unread`}>{row.unread}</span>}
          </span>
        </span>
      </a>
    </li>
  );
}
