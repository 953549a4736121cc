import type * as Sentry from "@sentry/deno";
import { type Attributes, type MetricName, metrics, type MetricSink } from "../../desk/ports.ts";
import { whereabouts } from "../work_scope.ts";
import { AttributeTree, findPlace } from "./attribute_tree.ts";

/** So many figures go in one envelope at most. */
const mostInEnvelope = 1000;
const sendEveryMs = 5000;
/**
 * So many values of one distribution, with the same attributes, are sent of these seconds at most,
 * chosen by chance, so that quantiles hold. A quiet desk never has as many; a busy one would have
 * some thirty figures to a press, which cost it as much as all else that it tells.
 */
const mostValues = 25;
/** So many series are remembered; then it is begun anew. */
const mostSeries = 1000;

type Envelope = Parameters<Sentry.DenoClient["sendEnvelope"]>[0];
type Value = { timestamp: number; trace_id: string; span_id?: string; value: number };
/** All that is told of one figure with the same attributes. */
type Series = {
  readonly about: {
    readonly name: string;
    readonly type: "counter" | "gauge" | "distribution";
    readonly unit?: string;
    readonly attributes: Record<string, TypedValue>;
  };
  /** What waits to be sent. */
  values: Value[];
  /** How many there were since they were last sent. */
  seen: number;
};
type TypedValue =
  | { value: string; type: "string" }
  | { value: number; type: "integer" | "double" }
  | { value: boolean; type: "boolean" };

/**
 * Gathers figures and sends them together: counts added up, of distributions a fair choice. The SDK
 * sends each by itself, and copies all breadcrumbs of the scope and all that is waiting for each.
 */
export class MetricBuffer implements MetricSink {
  /** Figures that belong to no piece of work must name a trace too. */
  readonly #ownTraceId = crypto.randomUUID().replaceAll("-", "");
  readonly #byAttributes = new Map<string, AttributeTree<Series>>();
  #series: Series[] = [];
  #waiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param random from 0 to below 1 */
  constructor(
    private readonly send: (envelope: Envelope) => void,
    private readonly common: Attributes,
    private readonly random: () => number = Math.random,
  ) {}

  count(name: MetricName, value = 1, attributes?: Attributes): void {
    const series = this.#look(name, value, attributes);
    const [first] = series?.values ?? [];
    if (first !== undefined) first.value += value;
    else if (series !== null) this.#keep(series, value);
  }

  gauge(name: MetricName, value: number, attributes?: Attributes): void {
    const series = this.#look(name, value, attributes);
    if (series !== null) this.#keep(series, value);
  }

  distribution(name: MetricName, value: number, attributes?: Attributes): void {
    const series = this.#look(name, value, attributes);
    if (series === null) return;
    series.seen++;
    if (series.values.length < mostValues) return this.#keep(series, value);
    // Each of all that were seen stays with the same chance.
    const place = Math.floor(this.random() * series.seen);
    if (place < mostValues) series.values[place] = this.#stamp(value);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting === 0) return;
    const items = [];
    for (const series of this.#series) {
      for (const value of series.values) items.push({ ...value, ...series.about });
      series.values = [];
      series.seen = 0;
    }
    this.#waiting = 0;
    if (this.#series.length >= mostSeries) this.#forget();
    this.send([{}, [[
      {
        type: "trace_metric",
        item_count: items.length,
        content_type: "application/vnd.sentry.items.trace-metric+json",
      },
      { version: 2, items },
    ]]]);
  }

  /** Null for what is no number that Sentry takes, nor JSON has. */
  #look(name: MetricName, value: number, attributes: Attributes = {}): Series | null {
    if (!Number.isFinite(value)) return null;
    const known = this.#placeOf(name, attributes).thing;
    if (known !== null) return known;
    if (this.#series.length >= mostSeries) {
      this.flush();
      this.#forget();
    }
    const definition = metrics[name];
    const described: Record<string, TypedValue> = {};
    for (const [each, said] of Object.entries({ ...this.common, ...attributes })) {
      described[each] = withType(said);
    }
    const series: Series = {
      about: {
        name,
        type: definition.kind,
        ...("unit" in definition ? { unit: definition.unit } : {}),
        attributes: described,
      },
      values: [],
      seen: 0,
    };
    this.#series.push(series);
    this.#placeOf(name, attributes).thing = series;
    return series;
  }

  #placeOf(name: MetricName, attributes: Attributes): AttributeTree<Series> {
    let tree = this.#byAttributes.get(name);
    if (tree === undefined) this.#byAttributes.set(name, tree = new AttributeTree());
    return findPlace(tree, attributes);
  }

  #forget(): void {
    this.#series = [];
    this.#byAttributes.clear();
  }

  #keep(series: Series, value: number): void {
    series.values.push(this.#stamp(value));
    this.#waiting++;
    if (this.#waiting >= mostInEnvelope) this.flush();
    else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.flush(), sendEveryMs);
      // Figures that wait are no reason to go on running.
      this.#timer.unref();
    }
  }

  #stamp(value: number): Value {
    const span = whereabouts.getStore()?.span ?? null;
    return {
      timestamp: Date.now() / 1000,
      trace_id: span?.transaction.traceId ?? this.#ownTraceId,
      ...(span === null ? {} : { span_id: span.id }),
      value,
    };
  }
}

function withType(value: string | number | boolean): TypedValue {
  if (typeof value === "string") return { value, type: "string" };
  if (typeof value === "boolean") return { value, type: "boolean" };
  return { value, type: Number.isInteger(value) ? "integer" : "double" };
}
