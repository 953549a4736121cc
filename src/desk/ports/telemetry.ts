import type { Attributes, MetricSink } from "./metrics.ts";

/** Short values to search and to group by. */
export type TagName =
  | "group_id"
  | "incident_id"
  | "user_id"
  | "organisation_id"
  /** A command as it is written, `/ticket`. */
  | "command"
  /** What a button means, `claim`. */
  | "action"
  | "update_type"
  | "backend";

/** What an event tells beside its error, each where it is known. No words of people are in it. */
export interface TelemetryContexts {
  readonly incident: {
    readonly number: number;
    readonly status: string;
    readonly department: string | null;
    readonly group: string | null;
    readonly age_seconds: number;
    readonly responders: number;
  };
  readonly telegram_update: {
    readonly update_id: number;
    readonly type: string;
    readonly chat_type: string | null;
    /** Telegram's own number of the chat, where there is one. */
    readonly chat_id?: number;
  };
  readonly database_operation: {
    readonly operation: string;
    readonly table: string | null;
    readonly sqlstate: string | null;
    readonly constraint: string | null;
  };
  readonly delivery: { readonly kind: string; readonly attempt: number };
  readonly reminder: {
    readonly kind: string;
    /** ISO 8601. */
    readonly due: string;
    readonly lateness_seconds: number;
  };
}

/** Who an event is about. */
export interface TelemetryUser {
  readonly id: number;
  readonly username: string | null;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly languageCode: string | null;
  /** Known once the database was asked. */
  readonly role?: string;
  /** The title of the group where it happened. */
  readonly group?: string | null;
}

export type Severity = "debug" | "info" | "warning" | "error" | "fatal";

/** One step of what led to an event. Its data is facts and numbers, never what people wrote. */
export interface Breadcrumb {
  /** Such as `incident`, `button`, `command`, `telegram`, `query`. */
  readonly category: string;
  readonly message: string;
  readonly level?: Severity;
  readonly data?: Attributes;
}

/** For one event alone, on top of what its scope has. */
export interface CaptureContext {
  readonly level?: Severity;
  readonly tags?: Partial<Readonly<Record<TagName, string | number>>>;
  readonly contexts?: Partial<TelemetryContexts>;
  /** Nobody handled it: it ended what was being done. */
  readonly unhandled?: boolean;
  /** An event whatever the table of expected errors says: it outlived its retries. */
  readonly outlivedRetries?: boolean;
}

/** A span that is under way. */
export interface ActiveSpan {
  setAttribute(name: string, value: string | number | boolean): void;
  /** What a piece is may only turn out on the way: `message talk` becomes `message summary`. */
  rename(name: string): void;
  /** It ends as failed, though its work did not reject. */
  fail(): void;
}

/** A piece of work of its own: an update, a tick of the clock, a batch of deliveries. */
export interface Piece {
  /** Such as `command /ticket`, `button claim`, `reminder tick`, `deliver`. */
  readonly name: string;
  /** Such as `telegram.update`, `cron.tick`, `queue.process`. */
  readonly op: string;
  readonly tags?: Partial<Readonly<Record<TagName, string | number>>>;
  readonly attributes?: Attributes;
}

/**
 * The one way in which the program tells what happens in it to whoever watches it. It never throws,
 * never waits, and changes nothing of what it watches; where nobody watches it does nothing.
 *
 * Work is begun before the call returns, so that statements that travel together still do. What is
 * told outside of any piece belongs to nobody: user, tags, contexts and breadcrumbs are dropped.
 */
export interface Telemetry extends MetricSink {
  /**
   * Runs a piece of work in a scope of its own, as a trace of its own: user, tags, contexts and
   * breadcrumbs that are set meanwhile belong to it alone, however many run at once. An error is
   * passed on, and is not captured by this.
   */
  isolated<T>(piece: Piece, work: (span: ActiveSpan) => Promise<T>): Promise<T>;
  /**
   * Runs a part of a piece in a scope that has what the piece has, and whose own user, tags,
   * contexts and breadcrumbs the next part does not see: one delivery of a batch, one timer of a
   * tick.
   */
  within<T>(piece: Piece, work: (span: ActiveSpan) => Promise<T>): Promise<T>;
  /** Runs work as a span of what is under way; outside of any piece it only runs it. */
  traced<T>(
    name: string,
    op: string,
    work: (span: ActiveSpan) => Promise<T>,
    attributes?: Attributes,
  ): Promise<T>;
  /** Expected errors are counted instead (see the table of them). */
  captureException(error: unknown, context?: CaptureContext): void;
  captureMessage(message: string, level: Severity, context?: CaptureContext): void;
  addBreadcrumb(breadcrumb: Breadcrumb): void;
  setUser(user: TelemetryUser): void;
  setTag(name: TagName, value: string | number): void;
  setContext<N extends keyof TelemetryContexts>(name: N, context: TelemetryContexts[N]): void;
}

/** The span of work that nobody watches. */
export const unwatchedSpan: ActiveSpan = {
  setAttribute: () => {},
  rename: () => {},
  fail: () => {},
};

/** Nobody watches. */
export const noTelemetry: Telemetry = {
  isolated: (_, work) => work(unwatchedSpan),
  within: (_, work) => work(unwatchedSpan),
  traced: (_name, _op, work) => work(unwatchedSpan),
  captureException: () => {},
  captureMessage: () => {},
  addBreadcrumb: () => {},
  setUser: () => {},
  setTag: () => {},
  setContext: () => {},
  count: () => {},
  gauge: () => {},
  distribution: () => {},
};
