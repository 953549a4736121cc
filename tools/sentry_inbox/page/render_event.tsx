/** An error or a message, as an engineer reads it: what, where, what led there, for whom. */
import type { Child } from "hono/jsx";
import type { Breadcrumb, SentryEvent } from "../items/event.ts";
import { titleOfEvent } from "../title_of.ts";
import { renderExactClock } from "./measures.ts";
import type { PageQuery } from "./page_query.ts";
import { hasFacts, renderSection, renderTags } from "./render_facts.tsx";
import { renderException } from "./render_stack.tsx";

export function renderEvent(query: PageQuery, event: SentryEvent): Child {
  const exceptions = (event.exception?.values ?? []).toReversed();
  return (
    <>
      {hasFacts(event.tags) ? renderSection("Tags", renderTags(query, event.tags)) : null}
      {exceptions.length === 0
        ? null
        : renderSection("Stack trace", exceptions.map((one, i) => renderException(one, i > 0)))}
      {renderBreadcrumbs(event)}
    </>
  );
}

/** In the order of time; what happened in the end stands last. */
function renderBreadcrumbs(event: SentryEvent): Child {
  const crumbs = (event.breadcrumbs ?? []).toSorted((a, b) => a.timestamp - b.timestamp);
  if (crumbs.length === 0) return null;
  return renderSection(
    "Breadcrumbs",
    <ol class="crumbs">
      {crumbs.map((crumb) => renderCrumb(crumb, event.timestamp))}
      <li class="crumb crumb-last">
        <time>{renderExactClock(event.timestamp * 1000)}</time>
        <span class="crumb-category">{event.exception ? "error" : "message"}</span>
        <span class="crumb-words">{titleOfEvent(event)}</span>
      </li>
    </ol>,
    String(crumbs.length),
  );
}

function renderCrumb({ timestamp, category, type, level, message, data }: Breadcrumb, end: number) {
  const bad = level === "error" || level === "fatal" || level === "warning";
  const before = Math.max(0, end - timestamp);
  return (
    <li class={bad ? "crumb crumb-bad" : "crumb"}>
      <time title={`${before.toFixed(3)} s before`}>{renderExactClock(timestamp * 1000)}</time>
      <span class="crumb-category">{category ?? type ?? "default"}</span>
      <span class="crumb-words">
        {message}
        {hasFacts(data)
          ? (
            <span class="crumb-data">
              {Object.entries(data).map(([name, value]) => (
                <span>
                  <span class="faint">{name}</span>{" "}
                  {typeof value === "object" ? JSON.stringify(value) : String(value)}
                </span>
              ))}
            </span>
          )
          : null}
      </span>
    </li>
  );
}
