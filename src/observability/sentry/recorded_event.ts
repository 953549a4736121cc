import type { RecordedSpan, Transaction } from "../recorded_span.ts";
import type { StampedBreadcrumb } from "../work_scope.ts";
import type { ScrubbedJson } from "./scrubbed_json.ts";
import { statusOf } from "./transaction_event.ts";

/**
 * A transaction on its way: what the SDK has made of it, and beside it what it has most of, as it was
 * recorded. It becomes text where it is scrubbed, just before the wire: to have the SDK copy each
 * span, to walk through the copies for secrets and to write them down cost as much as all the rest.
 */
export class RecordedEvent {
  constructor(
    /** All but its spans and breadcrumbs. */
    readonly event: object,
    readonly transaction: Transaction,
    readonly breadcrumbs: readonly StampedBreadcrumb[],
  ) {}
}

/** @param event as JSON, scrubbed already */
export function renderRecordedEvent(
  event: string,
  { transaction, breadcrumbs }: RecordedEvent,
  json: ScrubbedJson,
): string {
  // Joined, not added up one by one: of a text that hangs together from a thousand pieces, the
  // request took a tenth of all that a trace costs.
  const steps = breadcrumbs.map((breadcrumb) => renderBreadcrumb(breadcrumb, json));
  const spans = transaction.spans.map((span) => renderSpan(span, json));
  return `${event.slice(0, -1)}${
    steps.length === 0 ? "" : `,"breadcrumbs":[${steps.join()}]`
  },"spans":[${spans.join()}]}`;
}

function renderSpan(span: RecordedSpan, json: ScrubbedJson): string {
  const { transaction, parent } = span;
  const op = json.text(span.op);
  const said = json.members(span.given, span.attributes);
  // What still ran when its transaction ended was not awaited; it is shown up to there.
  const over = Math.max(transaction.root.end ?? 0, span.start);
  const end = Math.min(span.end ?? over, over);
  return `{"trace_id":"${transaction.traceId}","span_id":"${span.id}"${
    parent === null ? "" : `,"parent_span_id":"${parent.id}"`
  },"op":${op},"description":${json.text(span.name)},"start_timestamp":${
    transaction.toEpoch(span.start)
  },"timestamp":${transaction.toEpoch(end)},"status":"${
    statusOf(span.failed)
  }","origin":"manual","data":{${said}${said === "" ? "" : ","}"sentry.op":${op}}}`;
}

function renderBreadcrumb(
  { at, category, message, level = "info", data }: StampedBreadcrumb,
  json: ScrubbedJson,
): string {
  return `{"timestamp":${at},"category":${json.text(category)},"message":${
    json.text(message)
  },"level":${json.text(level)}${data === undefined ? "" : `,"data":{${json.members(data)}}`}}`;
}
