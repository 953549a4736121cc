/** A request as it came, and what was wrong with it. */
import type { Child } from "hono/jsx";
import type { Detail } from "./page_view.ts";
import { createItemRow } from "./item_row.ts";
import { renderBytes, renderMoment } from "./measures.ts";
import { type PageQuery, renderAddress } from "./page_query.ts";
import { renderFacts, renderSection } from "./render_facts.tsx";
import { renderKindIcon } from "./render_icons.tsx";

const mostShown = 200_000;
const linksShown = 100;

export function renderRequest(
  query: PageQuery,
  { request, violations, items }: Extract<Detail, { kind: "request" }>,
): Child {
  const { at, status, path, headers, wire, text } = request;
  const facts = {
    arrived: renderMoment(at),
    answer: status ?? "none",
    path,
    size: text.length === wire.length
      ? renderBytes(wire.length)
      : `${renderBytes(wire.length)}, unpacked ${renderBytes(text.length)}`,
    ...headers,
  };
  return (
    <>
      {violations.length === 0 ? null : renderSection(
        "Problems",
        <ul class="problems">
          {violations.map(({ itemType, problem }) => (
            <li>
              <code>{itemType}</code> {problem}
            </li>
          ))}
        </ul>,
      )}
      {items.length === 0 ? null : renderSection(
        "Items",
        <ol class="trace">
          {items.slice(0, linksShown).map((item) => {
            const row = createItemRow(item);
            return (
              <li class="trace-row">
                {renderKindIcon(row.tone, row.kindName)}
                <a href={renderAddress(query, { open: row.open })}>{row.title}</a>
                <span class="row-note">{row.note}</span>
              </li>
            );
          })}
        </ol>,
      )}
      {renderSection("Request", renderFacts(facts))}
      {renderSection(
        "Envelope",
        <pre tabindex={0}>{formatEnvelope(text).slice(0, mostShown)}</pre>,
      )}
    </>
  );
}

/** Each line that is JSON, set out. */
function formatEnvelope(text: string): string {
  return text.split("\n").map((line) => {
    try {
      return JSON.stringify(JSON.parse(line), null, 2);
    } catch {
      return line;
    }
  }).join("\n");
}
