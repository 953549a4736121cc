/** A telemetry that keeps all it is told, for tests to look at. */
import { AsyncLocalStorage } from "node:async_hooks";
import type {
  ActiveSpan,
  Attributes,
  Breadcrumb,
  CaptureContext,
  MetricName,
  Piece,
  TagName,
  Telemetry,
  TelemetryContexts,
  TelemetryUser,
} from "../../src/desk/ports.ts";

export interface RecordedSpan {
  name: string;
  readonly op: string;
  readonly attributes: Record<string, string | number | boolean>;
  /** Its work rejected, or it was said to have failed. */
  failed: boolean;
  ended: boolean;
  readonly children: RecordedSpan[];
}

/** What an event that is captured now would carry. */
export interface RecordedScope {
  user: TelemetryUser | null;
  tags: Partial<Record<TagName, string | number>>;
  contexts: Partial<TelemetryContexts>;
  breadcrumbs: Breadcrumb[];
}

export interface RecordedPiece extends RecordedScope {
  readonly span: RecordedSpan;
  /** Of its own; else a part of another one. */
  readonly isolated: boolean;
}

export interface RecordedEvent extends RecordedScope {
  /** What was thrown, or the message. */
  readonly what: unknown;
  readonly context: CaptureContext;
  /** The innermost span that was under way. */
  readonly span: RecordedSpan | null;
}

export interface RecordedMetric {
  readonly name: MetricName;
  readonly value: number;
  readonly attributes: Attributes;
}

export interface RecordedTelemetry extends Telemetry {
  /** Isolated ones and parts of them, in the order in which they began. */
  readonly pieces: RecordedPiece[];
  readonly events: RecordedEvent[];
  readonly metrics: RecordedMetric[];
  /** Told outside of any piece, where it belongs to nobody. */
  readonly strays: string[];
  /** The newest piece of this name. @throws where there is none */
  getPiece(name: string): RecordedPiece;
  /** What was measured under this name. */
  measured(name: MetricName): readonly RecordedMetric[];
  /** Forgets all of it. */
  clear(): void;
}

interface Here {
  readonly scope: RecordedScope;
  readonly span: RecordedSpan;
}

export function createRecordedTelemetry(): RecordedTelemetry {
  const here = new AsyncLocalStorage<Here>();
  const pieces: RecordedPiece[] = [];
  const events: RecordedEvent[] = [];
  const metrics: RecordedMetric[] = [];
  const strays: string[] = [];

  async function runSpan<T>(
    scope: RecordedScope,
    span: RecordedSpan,
    work: (span: ActiveSpan) => Promise<T>,
  ): Promise<T> {
    try {
      return await here.run({ scope, span }, () =>
        work({
          setAttribute: (name, value) => void (span.attributes[name] = value),
          rename: (name) => void (span.name = name),
          fail: () => void (span.failed = true),
        }));
    } catch (error) {
      span.failed = true;
      throw error;
    } finally {
      span.ended = true;
    }
  }

  function runPiece<T>(
    { name, op, tags, attributes }: Piece,
    parent: Here | null,
    work: (span: ActiveSpan) => Promise<T>,
  ): Promise<T> {
    const span = createSpan(name, op, attributes);
    parent?.span.children.push(span);
    const outer = parent === null ? emptyScope() : copy(parent.scope);
    const piece = { ...outer, tags: { ...outer.tags, ...tags }, span, isolated: parent === null };
    pieces.push(piece);
    return runSpan(piece, span, work);
  }

  /** The scope that something is told in; a stray is noted. */
  function tell(what: string, change: (scope: RecordedScope) => void): void {
    const scope = here.getStore()?.scope;
    if (scope === undefined) strays.push(what);
    else change(scope);
  }

  function capture(what: unknown, context: CaptureContext): void {
    const now = here.getStore();
    const { user, tags, contexts, breadcrumbs } = copy(now?.scope ?? emptyScope());
    events.push({
      what,
      context,
      user,
      tags: { ...tags, ...context.tags },
      contexts: { ...contexts, ...context.contexts },
      breadcrumbs,
      span: now?.span ?? null,
    });
  }

  const measure = (name: MetricName, value: number, attributes: Attributes = {}) =>
    void metrics.push({ name, value, attributes });

  return {
    pieces,
    events,
    metrics,
    strays,
    getPiece(name) {
      const piece = pieces.findLast(({ span }) => span.name === name);
      if (piece === undefined) {
        throw new Error(`no piece "${name}" among ${pieces.map(({ span }) => span.name).join()}`);
      }
      return piece;
    },
    measured: (name) => metrics.filter((metric) => metric.name === name),
    clear() {
      for (const list of [pieces, events, metrics, strays]) list.length = 0;
    },
    isolated: (piece, work) => runPiece(piece, null, work),
    within: (piece, work) => runPiece(piece, here.getStore() ?? null, work),
    traced(name, op, work, attributes) {
      const now = here.getStore();
      const span = createSpan(name, op, attributes);
      now?.span.children.push(span);
      return now === undefined
        ? work({ setAttribute: () => {}, rename: () => {}, fail: () => {} })
        : runSpan(now.scope, span, work);
    },
    captureException: (error, context = {}) => capture(error, context),
    captureMessage: (message, level, context = {}) => capture(message, { level, ...context }),
    addBreadcrumb: (breadcrumb) =>
      tell(`breadcrumb ${breadcrumb.message}`, (scope) => scope.breadcrumbs.push(breadcrumb)),
    setUser: (user) => tell("user", (scope) => void (scope.user = user)),
    setTag: (name, value) => tell(`tag ${name}`, (scope) => void (scope.tags[name] = value)),
    setContext: (name, context) =>
      tell(`context ${name}`, (scope) => void (scope.contexts[name] = context)),
    count: (name, value = 1, attributes) => measure(name, value, attributes),
    gauge: measure,
    distribution: measure,
  };
}

function createSpan(name: string, op: string, attributes: Attributes = {}): RecordedSpan {
  return { name, op, attributes: { ...attributes }, failed: false, ended: false, children: [] };
}

function emptyScope(): RecordedScope {
  return { user: null, tags: {}, contexts: {}, breadcrumbs: [] };
}

function copy({ user, tags, contexts, breadcrumbs }: RecordedScope): RecordedScope {
  return {
    user,
    tags: { ...tags },
    contexts: { ...contexts },
    breadcrumbs: [...breadcrumbs],
  };
}

/** A span and those below it, a line each: `claim_incident (db.incidents)`; failed ones with a ✗. */
export function renderSpans(span: RecordedSpan, depth = 0): string {
  const line = `${"  ".repeat(depth)}${span.failed ? "✗ " : ""}${span.name} (${span.op})`;
  return [line, ...span.children.map((child) => renderSpans(child, depth + 1))].join("\n");
}

/** All spans of a piece, the piece's own first. */
export function listSpans(span: RecordedSpan): readonly RecordedSpan[] {
  return [span, ...span.children.flatMap(listSpans)];
}
