import type { CaptureContext, MetricSink, Severity } from "../desk/ports.ts";
import type { RecordedSpan, Transaction } from "./recorded_span.ts";
import type { WorkScope } from "./work_scope.ts";

/** A profile as Sentry takes it: the payload of a `profile` item, in its format of version 1. */
export interface ProfilePayload {
  /** 32 hexadecimal digits, its own. */
  event_id: string;
  version: string;
  release: string;
  environment: string;
  platform: string;
  /** ISO 8601, when it began. */
  timestamp: string;
  os: { name: string; version: string };
  runtime: { name: string; version: string };
  device: {
    architecture: string;
    is_emulator: boolean;
    locale: string;
    manufacturer: string;
    model: string;
  };
  transaction: { name: string; id: string; trace_id: string; active_thread_id: string };
  profile: {
    samples: { stack_id: number; thread_id: string; elapsed_since_start_ns: string }[];
    stacks: number[][];
    frames: {
      function?: string;
      file?: string;
      abs_path?: string;
      module?: string;
      lineno?: number;
      colno?: number;
      in_app?: boolean;
    }[];
    thread_metadata: Record<string, { name?: string }>;
  };
}

/** What a profiler is told of the transaction whose profile it has taken. */
export interface ProfiledTransaction {
  /** The event's id, 32 hexadecimal digits, as is the trace's. */
  readonly eventId: string;
  readonly traceId: string;
  readonly name: string;
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** `performance.now()` at the same moments. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** A profile that is being taken. */
export interface RunningProfile {
  /** Ends it as soon as the transaction has ended; it may be thrown away then. */
  stop(): void;
  /** What was seen; null where it is of no use. Asked for only where the transaction is sent. */
  finish(transaction: ProfiledTransaction): Promise<ProfilePayload | null>;
}

/** Takes CPU profiles of transactions; where the rate of profiles stands is its own matter. */
export interface TransactionProfiler {
  /**
   * Called at the start of each transaction that the rate of traces has chosen.
   *
   * @returns null where this one is not profiled: not chosen, or another one runs
   */
  start(): RunningProfile | null;
}

/** What an error event says beside the error. */
export interface EventDetails extends CaptureContext {
  readonly scope: WorkScope;
  readonly span: RecordedSpan | null;
}

/** What Sentry is told. No method throws or waits. */
export interface SentryLink {
  /** 0 to 1: the rate of traces. */
  readonly tracesSampleRate: number;
  readonly metrics: MetricSink;
  sendError(error: unknown, details: EventDetails): void;
  sendMessage(message: string, level: Severity, details: EventDetails): void;
  /** Sends it, together with its profile where there is one. */
  sendTransaction(
    transaction: Transaction,
    scope: WorkScope,
    sampleRate: number,
    profile: RunningProfile | null,
  ): void;
}
