/** The whole document. */
import type { Child } from "hono/jsx";
import type { PageView } from "./page_view.ts";
import { nameDetail, renderDetail } from "./render_detail.tsx";
import { renderList, renderTop } from "./render_list.tsx";

export function renderPage(view: PageView): Child {
  const name = nameDetail(view);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{name === view.title ? name : `${name} · ${view.title}`}</title>
        <link rel="icon" href="/page/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/page/layout.css" />
        <link rel="stylesheet" href="/page/inbox.css" />
        <link rel="stylesheet" href="/page/details.css" />
        <script type="module" src="/page/inbox.js" />
      </head>
      <body>
        {renderTop(view)}
        <div class={view.query.open === null ? "app inbox list-first" : "app inbox"} id="app">
          {renderList(view)}
          {renderDetail(view)}
        </div>
      </body>
    </html>
  );
}
