/** What came, as a list, and what narrows it. */
import type { Child } from "hono/jsx";
import { renderClock, renderCount } from "./measures.ts";
import { FILTERS, renderAddress, renderOpen, rowsAtFirst } from "./page_query.ts";
import type { PageView } from "./page_view.ts";
import { renderIcon, renderKindIcon } from "./render_icons.tsx";
import type { Row } from "./row.ts";

/** The row at the top: kinds to choose from, and what one can do. */
export function renderTop({ query, counts, chats }: PageView): Child {
  return (
    <header class="top">
      <nav class="kinds" id="kinds" aria-label="Kinds" data-live="whole">
        {FILTERS.map(({ filter, name }) => {
          const count = counts[filter];
          const current = filter === query.filter;
          // Nobody looks for these where there are none.
          if (count === 0 && !current && (filter === "problem" || filter === "other")) return null;
          return (
            <a
              class={`kind kind-${filter}${current ? " current" : ""}`}
              href={renderAddress(query, { filter, open: null, rows: rowsAtFirst })}
              aria-current={current ? "true" : undefined}
            >
              {name} <span class="kind-count">{count}</span>
            </a>
          );
        })}
      </nav>
      <div class="toolbar" role="toolbar" aria-label="Inbox">
        <span class="connection" id="connection" role="status" />
        {chats === null ? null : (
          <a class="tool" href={chats} title="The chats of the sandbox">
            {renderIcon("chats")} <span>Chats</span>
          </a>
        )}
        <button type="button" class="tool" id="clear" title="Forgets all that came">
          {renderIcon("clear")} <span>Clear</span>
        </button>
      </div>
    </header>
  );
}

export function renderList(view: PageView): Child {
  const { query, list, title } = view;
  return (
    <aside class="chats inbox-list" aria-label="Received">
      <h2 class="chats-title">{title}</h2>
      <form class="search" role="search" action="/" method="get">
        <input
          type="search"
          name="q"
          id="search"
          value={query.search}
          placeholder="Search: words, ids, tag:value"
          aria-label="Search"
          autocomplete="off"
          spellcheck={false}
        />
        {query.filter === "all" ? null : <input type="hidden" name="kind" value={query.filter} />}
      </form>
      <nav class="rows-frame" aria-label="Received">
        <ul id="rows" data-live="list">
          {list.rows.map((row) => renderRow(row, view))}
        </ul>
        <div id="rows-end" data-live="whole">{renderEnd(view)}</div>
      </nav>
    </aside>
  );
}

function renderEnd({ query, list }: PageView): Child {
  const left = list.of - list.rows.length;
  if (left > 0) {
    return (
      <a class="older" href={renderAddress(query, { rows: query.rows + 500 })}>
        Show older, {renderCount(left, "more", "more")}
      </a>
    );
  }
  if (list.of > 0) return null;
  return (
    <p class="no-rows">
      {query.search === "" ? "Nothing yet." : "Nothing has all of these words."}
    </p>
  );
}

function renderRow(row: Row, { query }: PageView): Child {
  const current = query.open !== null && renderOpen(query.open) === renderOpen(row.open);
  return (
    <li id={row.id}>
      <a
        class={current ? "chat-row current" : "chat-row"}
        href={renderAddress(query, { open: row.open })}
        aria-current={current ? "page" : undefined}
      >
        {renderKindIcon(row.tone, row.kindName)}
        <span class="row-words">
          <span class="row-line">
            <span class="row-title">{row.title}</span>
            {row.at === null
              ? null
              : (
                <time class="row-time" datetime={new Date(row.at).toISOString()}>
                  {renderClock(row.at)}
                </time>
              )}
          </span>
          <span class="row-line">
            <span class="row-preview">{row.detail}</span>
            {row.note === ""
              ? null
              : <span class={row.bad ? "row-note bad" : "row-note"}>{row.note}</span>}
          </span>
        </span>
      </a>
    </li>
  );
}
