import type * as Sentry from "@sentry/deno";
import type { Transaction } from "../recorded_span.ts";

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

/** A transaction as Sentry's event, without its spans (recorded_event.ts). */
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

export function statusOf(failed: boolean): string {
  return failed ? "internal_error" : "ok";
}
