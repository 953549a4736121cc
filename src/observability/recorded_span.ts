import type { ActiveSpan, Attributes } from "../desk/ports.ts";

/** More than this of one transaction are not kept; Sentry takes no more. */
const mostSpans = 1000;

/**
 * A stretch of time within a transaction. It only notes what happens; what Sentry is told is made
 * of it once it is known that the transaction is kept. Sentry's own spans cost some ten times as
 * much each, which all those that are dropped at the end would cost too.
 */
export class RecordedSpan implements ActiveSpan {
  readonly attributes: Record<string, string | number | boolean>;
  start = performance.now();
  end: number | null = null;
  failed = false;
  #id: string | null = null;

  constructor(
    readonly transaction: Transaction,
    readonly parent: RecordedSpan | null,
    public name: string,
    readonly op: string,
    attributes: Attributes | undefined,
  ) {
    this.attributes = { ...attributes };
  }

  /** 16 hexadecimal digits, made when first asked for. */
  get id(): string {
    this.#id ??= crypto.randomUUID().replaceAll("-", "").slice(16);
    return this.#id;
  }

  setAttribute(name: string, value: string | number | boolean): void {
    this.attributes[name] = value;
  }

  rename(name: string): void {
    this.name = name;
  }

  fail(): void {
    this.failed = true;
  }

  startChild(name: string, op: string, attributes?: Attributes): RecordedSpan {
    const child = new RecordedSpan(this.transaction, this, name, op, attributes);
    this.transaction.keep(child);
    return child;
  }

  get durationMs(): number {
    return (this.end ?? performance.now()) - this.start;
  }

  finish(): void {
    this.end ??= performance.now();
  }
}

/** A root span with all that happened within it. */
export class Transaction {
  readonly root: RecordedSpan;
  readonly spans: RecordedSpan[] = [];
  /** Whether the rate has chosen it, decided at the start. */
  readonly sampled: boolean;
  /** From 0 to 1; the rate has chosen it where this lies below. */
  readonly sampleRand = Math.random();
  /** An error was captured within, or a piece of it failed: it is kept whatever the rate says. */
  failed = false;
  #traceId: string | null = null;
  readonly #clockOffset = Date.now() - performance.now();

  constructor(name: string, op: string, readonly rate: number, attributes?: Attributes) {
    this.sampled = this.sampleRand < rate;
    this.root = new RecordedSpan(this, null, name, op, attributes);
  }

  /** 32 hexadecimal digits. */
  get traceId(): string {
    this.#traceId ??= crypto.randomUUID().replaceAll("-", "");
    return this.#traceId;
  }

  /** It begins now, after all. Only before anything has happened in it. */
  restart(): void {
    this.root.start = performance.now();
  }

  keep(span: RecordedSpan): void {
    if (this.spans.length < mostSpans) this.spans.push(span);
  }

  /** Seconds since 1970 of a moment that `performance.now()` gave. */
  toEpoch(moment: number): number {
    return (moment + this.#clockOffset) / 1000;
  }
}
