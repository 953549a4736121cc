/** Logs: many as lines under each other, one with all that it carries. */
import type { Child } from "hono/jsx";
import { isAddedBySdk } from "../items/basics.ts";
import type { Log } from "../items/log.ts";
import type { ItemOf } from "../items.ts";
import { renderExactClock } from "./measures.ts";
import { type PageQuery, renderAddress } from "./page_query.ts";
import { hasFacts, renderFacts, renderSection } from "./render_facts.tsx";

export function renderLog({ body, attributes }: Log): Child {
  const facts = Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, { value }]) => [name, value]),
  );
  return (
    <>
      {renderSection("Message", <pre class="log-body">{body}</pre>)}
      {hasFacts(facts) ? renderSection("Attributes", renderFacts(facts)) : null}
    </>
  );
}

export function renderLogs(query: PageQuery, logs: readonly ItemOf<"log">[]): Child {
  return (
    <ol class="crumbs">
      {logs.map(({ no, payload }) => (
        <li class="crumb log-line">
          <time>{renderExactClock(payload.timestamp * 1000)}</time>
          <span>
            <span class={`mark mark-${payload.level}`}>{payload.level}</span>
          </span>
          <span class="crumb-words">
            <a href={renderAddress(query, { open: { kind: "item", no } })}>{payload.body}</a>
            <span class="crumb-data">
              {Object.entries(payload.attributes ?? {})
                .filter(([name]) => !isAddedBySdk(name))
                .map(([name, { value }]) => (
                  <span>
                    <span class="faint">{name}</span> {String(value)}
                  </span>
                ))}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
