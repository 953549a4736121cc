import type { ActiveSpan, Attributes } from "../desk/ports.ts";

/** More than this of one transaction are not kept; Sentry takes no more. */
const mostSpans = 1000;

/**
 * A stretch of time within a transaction. It only notes what happens; what Sentry is told is made
 * of it once it is known that the transaction is kept. Sentry's own spans cost some ten times as
 * much each, which all those that are dropped at the end would cost too.
 */
export class RecordedSpan implements ActiveSpan {
  /** By the clock of the transaction. */
  start: number;
  end: number | null = null;
  failed = false;
  attributes: Record<string, string | number | boolean> | null = null;
  #id: string | null = null;

  constructor(
    readonly transaction: Transaction,
    readonly parent: RecordedSpan | null,
    public name: string,
    readonly op: string,
    readonly given: Attributes | undefined,
  ) {
    this.start = transaction.now();
  }

  /** 16 hexadecimal digits, made when first asked for. */
  get id(): string {
    this.#id ??= this.transaction.createSpanId();
    return this.#id;
  }

  setAttribute(name: string, value: string | number | boolean): void {
    this.attributes ??= {};
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

  finish(): void {
    this.end ??= this.transaction.now();
  }
}

export type TransactionOptions = {
  readonly name: string;
  readonly op: string;
  readonly attributes?: Attributes | undefined;
  /** From 0 to 1: how many of those that went well are sent. */
  readonly rate: number;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
  /** From 0 to less than 1. */
  readonly random: () => number;
};

/** A root span with all that happened within it. */
export class Transaction {
  readonly root: RecordedSpan;
  readonly spans: RecordedSpan[] = [];
  readonly rate: number;
  readonly now: () => number;
  /** The rate has chosen it where this lies below. */
  readonly sampleRand: number;
  /** Whether the rate has chosen it, decided at the start. */
  readonly sampled: boolean;
  /** An error was captured within, or a piece of it failed: it is kept whatever the rate says. */
  failed = false;
  readonly #sinceEpoch: number;
  #traceId: string | null = null;
  #spanIdsBegin: string | null = null;
  #spanIds = 0;

  constructor({ name, op, attributes, rate, now, random }: TransactionOptions) {
    this.rate = rate;
    this.now = now;
    this.sampleRand = random();
    this.sampled = this.sampleRand < rate;
    this.#sinceEpoch = Date.now() - now();
    this.root = new RecordedSpan(this, null, name, op, attributes);
  }

  /** 32 hexadecimal digits, made when first asked for. */
  get traceId(): string {
    this.#traceId ??= crypto.randomUUID().replaceAll("-", "");
    return this.#traceId;
  }

  /**
   * The next id of a span, 16 hexadecimal digits. It begins by chance and is counted on, in tens,
   * which are written soonest: random numbers for each span cost as much as all else that is written
   * of it.
   */
  createSpanId(): string {
    this.#spanIdsBegin ??= crypto.randomUUID().replaceAll("-", "").slice(0, 9);
    return this.#spanIdsBegin + (1_000_000 + this.#spanIds++);
  }

  /** It begins now, after all. Only before anything has happened in it. */
  restart(): void {
    this.root.start = this.now();
  }

  get durationMs(): number {
    return (this.root.end ?? this.now()) - this.root.start;
  }

  keep(span: RecordedSpan): void {
    // What begins after the end is none of it, though it may still wait to be sent.
    if (this.root.end === null && this.spans.length < mostSpans) this.spans.push(span);
  }

  /** A moment of the transaction's clock in seconds since 1970. */
  toEpoch(moment: number): number {
    return (moment + this.#sinceEpoch) / 1000;
  }
}
