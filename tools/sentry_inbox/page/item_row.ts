/** One item → its row in the list. */
import { timeOf } from "../figures/place_in_time.ts";
import { computeProfile } from "../figures/profile_tree.ts";
import { isFailure } from "../figures/span_tree.ts";
import { durationMsOf } from "../figures/summaries.ts";
import type { InboxItem, ItemOf } from "../items.ts";
import { type Attributes, isAddedBySdk } from "../items/basics.ts";
import { titleOf } from "../title_of.ts";
import { renderBytes, renderCount, renderDuration } from "./measures.ts";
import { findCulprit, renderFunction, renderPlace, renderUser } from "./names.ts";
import type { Row, Tone } from "./row.ts";

export function createItemRow(item: InboxItem): Row {
  const base = {
    id: `row-${item.no}`,
    open: { kind: "item", no: item.no },
    title: titleOf(item),
    detail: "",
    at: timeOf(item),
    note: "",
    bad: false,
  } as const;
  switch (item.kind) {
    case "event":
      return { ...base, ...describeEvent(item) };
    case "transaction":
      return { ...base, tone: "transaction", kindName: "Transaction", ...describeSpans(item) };
    case "profile":
      return { ...base, tone: "profile", kindName: "Profile", ...describeProfile(item) };
    case "check_in": {
      const { monitor_slug: name, status, duration } = item.payload;
      return {
        ...base,
        open: { kind: "monitor", name },
        tone: "check_in",
        kindName: "Check-in",
        title: name,
        detail: status.replace("_", " "),
        note: duration === null || duration === undefined ? "" : renderDuration(duration * 1000),
        bad: status === "error",
      };
    }
    case "log": {
      const { level, body } = item.payload;
      const bad = level === "error" || level === "fatal";
      const detail = renderAttributes(item.payload.attributes ?? {});
      return { ...base, tone: "log", kindName: "Log", title: body, detail, note: level, bad };
    }
    case "metric":
      return createMetricsRow([item]);
    case "attachment": {
      const { contentType, bytes } = item.payload;
      const detail = `${contentType}, ${renderBytes(bytes.length)}`;
      return { ...base, tone: "other", kindName: "Attachment", detail };
    }
    case "session":
      return { ...base, tone: "other", kindName: "Session" };
    case "client_report":
      return { ...base, tone: "warning", kindName: "Client report", detail: "dropped by the SDK" };
    case "other":
      return { ...base, tone: "other", kindName: "Other" };
  }
}

/** Metrics that came in one envelope. */
export function createMetricsRow(metrics: readonly ItemOf<"metric">[]): Row {
  const names = [...new Set(metrics.map(({ payload }) => payload.name))].toSorted();
  const [first] = metrics;
  const [name = ""] = names;
  return {
    id: `row-${first?.no ?? 0}`,
    open: { kind: "metric", name },
    tone: "metric",
    kindName: "Metrics",
    title: renderCount(metrics.length, "metric"),
    detail: names.join(", "),
    at: first === undefined ? null : timeOf(first),
    note: "",
    bad: false,
  };
}

function renderAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([name]) => !isAddedBySdk(name))
    .map(([name, { value }]) => `${name} ${value}`).join(" · ");
}

function describeEvent({ payload }: ItemOf<"event">) {
  const { level, exception } = payload;
  const culprit = findCulprit(payload);
  const place = culprit === null ? "" : `${renderFunction(culprit)} · ${renderPlace(culprit)}`;
  const tone: Tone = level === "warning"
    ? "warning"
    : level === "info" || level === "debug" || level === "log"
    ? "info"
    : "error";
  return {
    tone,
    kindName: exception ? "Error" : "Message",
    detail: [payload.transaction, place].filter((part) => part).join(" · "),
    note: level ?? "error",
    bad: tone === "error",
  };
}

function describeSpans({ payload }: ItemOf<"transaction">) {
  const { op, status } = payload.contexts.trace;
  const spans = payload.spans.length === 0 ? "" : renderCount(payload.spans.length, "span");
  const failed = isFailure(status);
  return {
    detail: [failed ? status?.replaceAll("_", " ") : "", op, spans, renderUser(payload.user)]
      .filter((part) => part).join(" · "),
    note: renderDuration(durationMsOf(payload)),
    bad: failed,
  };
}

function describeProfile({ payload }: ItemOf<"profile">) {
  const { heaviest, samples, totalMs } = computeProfile(payload);
  const heavy = heaviest.find(({ frame }) => frame.in_app === true) ?? heaviest[0];
  const busiest = heavy === undefined ? "" : renderFunction(heavy.frame);
  return {
    detail: [renderCount(samples, "sample"), busiest].filter((part) => part).join(" · "),
    note: renderDuration(totalMs),
  };
}
