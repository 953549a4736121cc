/** The whole document. */
import type { Child } from "hono/jsx";
import { renderChat } from "./render_chat.tsx";
import { renderChatList, renderTop } from "./render_sides.tsx";
import type { TextViewer } from "./render_text.tsx";
import type { PageView } from "./view.ts";

/** The page as one viewer sees it now. */
export function renderPage(view: PageView, viewer: TextViewer): Child {
  return renderDocument(
    `${view.open?.title ?? view.title} · ${view.viewer.firstName}`,
    <>
      {renderTop(view)}
      <div
        class={view.showList ? "app list-first" : "app"}
        id="app"
        data-viewer={view.viewer.id}
        data-chat={view.open?.ref}
        data-chat-own={view.open?.chat?.id}
        data-reactions={view.open?.reactionsAllowed ? "1" : undefined}
      >
        {renderChatList(view)}
        {renderChat(view, viewer)}
      </div>
      <div id="menu" class="menu" role="menu" popover="auto" aria-label="Actions" />
      <div id="toasts" class="toasts" role="status" aria-live="polite" />
      <dialog id="alert" class="alert" aria-labelledby="alert-text">
        <p id="alert-text" />
        <form method="dialog">
          <button type="submit" autofocus>OK</button>
        </form>
      </dialog>
    </>,
  );
}

/** What is shown while nobody lives in the sandbox yet. */
export function renderEmptyPage(title: string): Child {
  return renderDocument(
    title,
    <main class="nobody" id="nobody" data-live="whole">
      <h1>{title}</h1>
      <p>Nobody is here yet. This page fills as soon as people are added to the sandbox.</p>
    </main>,
  );
}

function renderDocument(title: string, body: Child): Child {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="/page/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/page/layout.css" />
        <link rel="stylesheet" href="/page/messages.css" />
        <link rel="stylesheet" href="/page/composer.css" />
        <script type="module" src="/page/main.js" />
      </head>
      {/* until the script has started nothing would come of a press: none is taken */}
      <body class="starting">{body}</body>
    </html>
  );
}
