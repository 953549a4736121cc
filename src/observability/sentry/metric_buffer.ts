import type * as Sentry from "@sentry/deno";
import { type Attributes, type MetricName, metrics, type MetricSink } from "../../desk/ports.ts";
import { whereabouts } from "../work_scope.ts";

/** So many figures go in one envelope at most. */
const mostInEnvelope = 1000;
const sendEveryMs = 5000;

type Envelope = Parameters<Sentry.DenoClient["sendEnvelope"]>[0];
type Item = {
  timestamp: number;
  trace_id: string;
  span_id?: string;
  name: string;
  type: "counter" | "gauge" | "distribution";
  unit?: string;
  value: number;
  attributes: Record<string, TypedValue>;
};
type TypedValue =
  | { value: string; type: "string" }
  | { value: number; type: "integer" | "double" }
  | { value: boolean; type: "boolean" };

/** So many sets of attributes are remembered; then it is begun anew. */
const mostRemembered = 1000;

/**
 * Gathers figures and sends them together. The SDK does the same, but copies all breadcrumbs of the
 * scope and all that is waiting for each figure, and there are some thirty of them to a press.
 */
export class MetricBuffer implements MetricSink {
  #items: Item[] = [];
  /** Figures that belong to no piece of work must name a trace too. */
  readonly #ownTraceId = crypto.randomUUID().replaceAll("-", "");
  /** The same few sets come again and again; figures share them. */
  readonly #attributes = new Map<string, Record<string, TypedValue>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (envelope: Envelope) => void,
    private readonly common: Attributes,
  ) {}

  count(name: MetricName, value = 1, attributes?: Attributes): void {
    this.#add(name, value, attributes);
  }

  gauge(name: MetricName, value: number, attributes?: Attributes): void {
    this.#add(name, value, attributes);
  }

  distribution(name: MetricName, value: number, attributes?: Attributes): void {
    this.#add(name, value, attributes);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#items.length === 0) return;
    const items = this.#items;
    this.#items = [];
    this.send([{}, [[
      {
        type: "trace_metric",
        item_count: items.length,
        content_type: "application/vnd.sentry.items.trace-metric+json",
      },
      { version: 2, items },
    ]]]);
  }

  #add(name: MetricName, value: number, attributes: Attributes = {}): void {
    // Sentry takes no other numbers, and JSON has none.
    if (!Number.isFinite(value)) return;
    const span = whereabouts.getStore()?.span ?? null;
    const definition = metrics[name];
    this.#items.push({
      timestamp: Date.now() / 1000,
      trace_id: span?.transaction.traceId ?? this.#ownTraceId,
      ...(span === null ? {} : { span_id: span.id }),
      name,
      type: definition.kind,
      ...("unit" in definition ? { unit: definition.unit } : {}),
      value,
      attributes: this.#describe(attributes),
    });
    if (this.#items.length >= mostInEnvelope) this.flush();
    else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.flush(), sendEveryMs);
      // Figures that wait are no reason to go on running.
      this.#timer.unref();
    }
  }

  #describe(attributes: Attributes): Record<string, TypedValue> {
    let key = "";
    for (const name in attributes) key += `${name}\0${attributes[name]}\0`;
    const known = this.#attributes.get(key);
    if (known !== undefined) return known;
    if (this.#attributes.size >= mostRemembered) this.#attributes.clear();
    const described: Record<string, TypedValue> = {};
    for (const [name, value] of Object.entries({ ...this.common, ...attributes })) {
      described[name] = withType(value);
    }
    this.#attributes.set(key, described);
    return described;
  }
}

function withType(value: string | number | boolean): TypedValue {
  if (typeof value === "string") return { value, type: "string" };
  if (typeof value === "boolean") return { value, type: "boolean" };
  return { value, type: Number.isInteger(value) ? "integer" : "double" };
}
