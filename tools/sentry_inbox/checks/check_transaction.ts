import type { Transaction } from "../items/transaction.ts";
import type { Envelope } from "../parse_envelope.ts";
import type { Complain } from "../read_items.ts";
import { checkHeader, checkTags } from "./check_event.ts";

/** As many spans as Sentry keeps of one transaction. */
const mostSpans = 1000;

/** What Sentry takes at the door and then drops, or shows as a broken tree: of a transaction. */
export function checkTransaction(
  transaction: Transaction,
  envelope: Envelope,
  complain: Complain,
): void {
  checkHeader(transaction.event_id, envelope, complain);
  checkTags(transaction.tags, complain);
  const { trace } = transaction.contexts;
  if (transaction.timestamp < transaction.start_timestamp) complain("it ends before it starts");
  const { spans } = transaction;
  if (spans.length > mostSpans) complain(`${spans.length} spans, more than ${mostSpans}`);
  const known = new Set([trace.span_id, ...spans.map(({ span_id }) => span_id)]);
  if (known.size !== spans.length + 1) complain("two spans have the same span_id");
  for (const span of spans) {
    const name = `span ${span.op ?? ""} ${span.description ?? span.span_id}`;
    if (span.trace_id !== trace.trace_id) complain(`${name} belongs to another trace`);
    if (span.timestamp < span.start_timestamp) complain(`${name} ends before it starts`);
    if (!span.parent_span_id) complain(`${name} has no parent`);
    else if (!known.has(span.parent_span_id)) complain(`${name} has a parent that is not there`);
  }
}
