/** One item that stands open, by its kind. */
import type { Child } from "hono/jsx";
import { timeOf } from "../figures/place_in_time.ts";
import { listSpanRows } from "../figures/span_tree.ts";
import { durationMsOf } from "../figures/summaries.ts";
import type { InboxItem, ItemOf } from "../items.ts";
import { renderBytes, renderCount, renderDuration, renderMoment } from "./measures.ts";
import { renderUser } from "./names.ts";
import { type PageQuery, renderAddress } from "./page_query.ts";
import type { Detail } from "./page_view.ts";
import { renderContexts } from "./render_contexts.tsx";
import { renderEvent } from "./render_event.tsx";
import { hasFacts, renderFacts, renderRaw, renderSection, renderTags } from "./render_facts.tsx";
import { renderLog } from "./render_log.tsx";
import { renderProfile } from "./render_profile.tsx";
import { renderWaterfall } from "./render_waterfall.tsx";

/** The line under the title: the little that everybody asks first. */
export function renderItemHead(item: InboxItem): Child {
  const parts = [renderMoment(timeOf(item)), ...describe(item)];
  return parts.filter((part) => part).join(" · ");
}

function describe(item: InboxItem): readonly (string | null | undefined)[] {
  const { payload } = item;
  switch (item.kind) {
    case "event":
      return [
        item.payload.level ?? "error",
        item.payload.transaction,
        renderUser(item.payload.user),
      ];
    case "transaction": {
      const { op, status } = item.payload.contexts.trace;
      const took = renderDuration(durationMsOf(item.payload));
      return [op, took, status?.replaceAll("_", " "), renderUser(item.payload.user)];
    }
    case "log":
      return [item.payload.level];
    case "attachment":
      return [item.payload.contentType, renderBytes(item.payload.bytes.length)];
    default:
      return "release" in payload && typeof payload.release === "string" ? [payload.release] : [];
  }
}

export function renderItem(
  query: PageQuery,
  { item, violations }: Extract<Detail, { kind: "item" }>,
  trace: readonly InboxItem[],
): Child {
  const envelope = renderAddress(query, { open: { kind: "request", no: item.request } });
  return (
    <>
      {violations.length === 0 ? null : (
        <p class="warning-box">
          {renderCount(violations.length, "problem")} with this envelope: {violations[0]?.problem}.
          {" "}
          <a href={envelope}>Look at it</a>
        </p>
      )}
      {renderContent(query, item, trace)}
    </>
  );
}

export function renderItemMore(query: PageQuery, item: InboxItem): Child {
  const { kind, payload, request } = item;
  return (
    <>
      {kind === "event" || kind === "transaction" ? renderContexts(payload) : null}
      {kind === "attachment" ? null : renderRaw("As it came", payload)}
      <p class="envelope-link">
        <a href={renderAddress(query, { open: { kind: "request", no: request } })}>
          The envelope it came in
        </a>
      </p>
    </>
  );
}

function renderContent(query: PageQuery, item: InboxItem, trace: readonly InboxItem[]): Child {
  switch (item.kind) {
    case "event":
      return renderEvent(query, item.payload);
    case "transaction":
      return renderTransaction(query, item.payload, trace);
    case "profile":
      return renderProfile(item.payload);
    case "log":
      return renderLog(item.payload);
    case "attachment":
      return renderAttachment(item.payload);
    default:
      return null;
  }
}

function renderTransaction(
  query: PageQuery,
  transaction: ItemOf<"transaction">["payload"],
  trace: readonly InboxItem[],
): Child {
  const rows = listSpanRows(transaction);
  const errors = new Map(trace.flatMap((item): [string, string][] => {
    const spanId = item.kind === "event" ? item.payload.contexts?.trace?.span_id : undefined;
    return spanId ? [[spanId, renderAddress(query, { open: { kind: "item", no: item.no } })]] : [];
  }));
  const { tags } = transaction;
  const measurements = Object.entries(transaction.measurements ?? {})
    .map(([name, { value, unit }]) => [name, unit ? `${value} ${unit}` : value] as const);
  return (
    <>
      {renderSection(
        "Spans",
        renderWaterfall(rows, errors),
        renderCount(transaction.spans.length, "span"),
      )}
      {hasFacts(tags) ? renderSection("Tags", renderTags(query, tags)) : null}
      {measurements.length === 0
        ? null
        : renderSection("Measurements", renderFacts(Object.fromEntries(measurements)))}
    </>
  );
}

const mostPreview = 100_000;

function renderAttachment({ bytes, contentType }: ItemOf<"attachment">["payload"]): Child {
  if (!/^(text\/|application\/json)/.test(contentType)) return <p class="faint">No preview.</p>;
  const text = new TextDecoder().decode(bytes.subarray(0, mostPreview));
  return renderSection("Content", <pre tabindex={0}>{text}</pre>);
}
