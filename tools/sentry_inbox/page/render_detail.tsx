/** What stands open beside the list. */
import type { Child } from "hono/jsx";
import { renderIcon } from "./render_icons.tsx";
import { renderItem, renderItemHead, renderItemMore } from "./render_item.tsx";
import { renderMetric } from "./render_metric.tsx";
import { renderMonitor } from "./render_monitor.tsx";
import { renderOverview } from "./render_overview.tsx";
import { renderRequest } from "./render_request.tsx";
import { renderTrace } from "./render_trace.tsx";
import { renderCount } from "./measures.ts";
import { FILTERS, renderAddress } from "./page_query.ts";
import type { PageView } from "./page_view.ts";
import { titleOf } from "../title_of.ts";

export function renderDetail(view: PageView): Child {
  return (
    <main class="detail" id="detail" tabindex={-1} aria-label="Open">
      <header class="detail-header" id="detail-header" data-live="whole">
        <a
          class="round back"
          href={renderAddress(view.query, { open: null })}
          aria-label="Back to the list"
        >
          {renderIcon("back")}
        </a>
        <div class="detail-names">
          <h1 title={nameDetail(view)}>{nameDetail(view)}</h1>
          <p>{describeDetail(view)}</p>
        </div>
      </header>
      <div class="detail-scroll" id="detail-scroll" tabindex={0} role="group" aria-label="Details">
        <div id="detail-main" data-live="whole">{renderMain(view)}</div>
        {/* apart from what does not change any more, so that what was opened there stays open */}
        <div id="detail-trace" data-live="whole">{renderTrace(view)}</div>
        <div id="detail-more" data-live="whole">{renderMore(view)}</div>
      </div>
    </main>
  );
}

function renderMain({ query, detail, trace }: PageView): Child {
  switch (detail.kind) {
    case "overview":
      return renderOverview(query, detail);
    case "item":
      return renderItem(query, detail, trace);
    case "metric":
      return renderMetric(detail.metric);
    case "monitor":
      return renderMonitor(query, detail.monitor);
    case "request":
      return renderRequest(query, detail);
    case "gone":
      return <p class="nothing">It is not here any more.</p>;
  }
}

/** What is looked at last: the state of things around it, and all of it as it came. */
function renderMore({ query, detail }: PageView): Child {
  return detail.kind === "item" ? renderItemMore(query, detail.item) : null;
}

export function nameDetail({ title, query, detail }: PageView): string {
  switch (detail.kind) {
    case "overview":
      return FILTERS.find(({ filter }) => filter === query.filter && filter !== "all")?.name ??
        title;
    case "item":
      return titleOf(detail.item);
    case "metric":
      return detail.metric.name;
    case "monitor":
      return detail.monitor.slug;
    case "request":
      return `Request ${detail.request.no}`;
    case "gone":
      return "Gone";
  }
}

function describeDetail({ query, list, detail }: PageView): Child {
  switch (detail.kind) {
    case "overview":
      return query.filter === "all" ? detail.dsn : renderCount(list.of, "line");
    case "item":
      return renderItemHead(detail.item);
    case "metric":
      return `${detail.metric.type}, ${renderCount(detail.metric.whole.count, "value")}`;
    case "monitor":
      return `Monitor, ${renderCount(detail.monitor.runs.length, "run")}`;
    case "request":
      return detail.request.itemTypes.join(", ");
    case "gone":
      return "";
  }
}
