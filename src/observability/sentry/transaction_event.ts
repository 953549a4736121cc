import type * as Sentry from "@sentry/deno";
import type { RecordedSpan, Transaction } from "../recorded_span.ts";

export type SpanJson = ReturnType<typeof Sentry.spanToJSON>;

/** How a transaction is sent. */
export type TransactionSending = {
  /** 32 hexadecimal digits. */
  readonly eventId: string;
  /** The chance that one like it is sent, by which Sentry counts up what it sees. */
  readonly sampleRate: number;
  readonly publicKey: string;
  readonly release: string;
  readonly environment: string;
  readonly profileId: string | null;
};

/** A transaction as Sentry's event, without its spans. */
export function renderTransaction(
  transaction: Transaction,
  sending: TransactionSending,
): Sentry.Event {
  const { root, traceId } = transaction;
  return {
    type: "transaction",
    event_id: sending.eventId,
    transaction: root.name,
    transaction_info: { source: "custom" },
    start_timestamp: transaction.toEpoch(root.start),
    timestamp: transaction.toEpoch(root.end ?? root.start),
    contexts: {
      trace: {
        trace_id: traceId,
        span_id: root.id,
        op: root.op,
        status: statusOf(transaction.failed),
        origin: "manual",
        data: {
          ...root.given,
          ...root.attributes,
          "sentry.op": root.op,
          "sentry.source": "custom",
          "sentry.sample_rate": sending.sampleRate,
        },
      },
      ...(sending.profileId === null ? {} : { profile: { profile_id: sending.profileId } }),
    },
    sdkProcessingMetadata: {
      dynamicSamplingContext: {
        trace_id: traceId,
        public_key: sending.publicKey,
        release: sending.release,
        environment: sending.environment,
        transaction: root.name,
        sampled: "true",
        sample_rate: String(sending.sampleRate),
        sample_rand: String(transaction.sampleRand),
      },
    },
  };
}

export function renderSpan(span: RecordedSpan): SpanJson {
  const { transaction } = span;
  return {
    trace_id: transaction.traceId,
    span_id: span.id,
    parent_span_id: (span.parent ?? transaction.root).id,
    op: span.op,
    description: span.name,
    start_timestamp: transaction.toEpoch(span.start),
    // What still runs when its transaction ends was not awaited; it is shown up to there.
    timestamp: transaction.toEpoch(span.end ?? Math.max(transaction.root.end ?? 0, span.start)),
    status: statusOf(span.failed),
    origin: "manual",
    data: Object.assign({ "sentry.op": span.op }, span.given, span.attributes),
  };
}

function statusOf(failed: boolean): string {
  return failed ? "internal_error" : "ok";
}
