/** What else happened in the same trace. */
import type { Child } from "hono/jsx";
import { findTraceId, timeOf } from "../figures/place_in_time.ts";
import { createItemRow } from "./item_row.ts";
import { renderCount, renderExactClock } from "./measures.ts";
import { renderAddress } from "./page_query.ts";
import type { PageView } from "./page_view.ts";
import { renderSection } from "./render_facts.tsx";
import { renderKindIcon } from "./render_icons.tsx";

/** Whatever happens outside of any work shares one trace, which may be long. */
const rowsAround = 50;

export function renderTrace({ query, detail, trace }: PageView): Child {
  if (detail.kind !== "item") return null;
  const traceId = findTraceId(detail.item);
  if (traceId === null) return null;
  const from = Math.max(0, trace.indexOf(detail.item) - rowsAround);
  return renderSection(
    "Trace",
    <>
      <p class="trace-id">
        <a href={renderAddress(query, { filter: "all", search: traceId, open: null })}>
          <code>{traceId}</code>
        </a>
      </p>
      <ol class="trace">
        {trace.slice(from, from + 2 * rowsAround).map((item) => {
          const row = createItemRow(item);
          const here = item === detail.item;
          return (
            <li class={here ? "trace-row trace-here" : "trace-row"}>
              <time>{renderExactClock(timeOf(item))}</time>
              {renderKindIcon(row.tone, row.kindName)}
              <a
                href={renderAddress(query, { open: { kind: "item", no: item.no } })}
                aria-current={here ? "true" : undefined}
              >
                {row.title}
              </a>
              <span class={row.bad ? "row-note bad" : "row-note"}>{row.note}</span>
            </li>
          );
        })}
      </ol>
    </>,
    renderCount(trace.length, "item"),
  );
}
