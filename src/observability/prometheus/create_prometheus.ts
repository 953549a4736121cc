import {
  type Attributes,
  type MetricName,
  metricNames,
  type MetricSink,
} from "../../desk/ports/metrics.ts";
import { describeFigure } from "./describe_figure.ts";
import { figureLabels } from "./figure_labels.ts";

export interface Prometheus extends MetricSink {
  /** All figures in Prometheus's text format. */
  render(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** So many series has one figure at most; whatever comes later is told as `other`. */
const mostSeries = 200;
const longestValue = 100;

type Labels = Readonly<Record<string, string>>;
type Keep = (labels: Labels, value: number) => void;

/**
 * Keeps all figures in memory, for as long as the process lives, for whoever asks at `/metrics`.
 * The library is loaded here alone, so that it costs nothing where nobody may ask.
 */
export async function createPrometheus(): Promise<Prometheus> {
  const { Counter, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];

  function register(name: MetricName): Keep {
    const { kind, name: called, help, divisor, buckets } = describeFigure(name);
    const common = { name: called, help, labelNames: [...figureLabels[name]], registers };
    switch (kind) {
      case "counter": {
        const counter = new Counter(common);
        return (labels, value) => {
          if (value >= 0) counter.inc(labels, value);
        };
      }
      case "gauge": {
        const gauge = new Gauge(common);
        return (labels, value) => gauge.set(labels, value);
      }
      case "histogram": {
        const histogram = new Histogram({ ...common, buckets: [...buckets] });
        return (labels, value) => histogram.observe(labels, value / divisor);
      }
    }
  }

  const kept = new Map(metricNames.map((name) => [name, register(name)]));
  const started = new Gauge({
    name: "process_start_time_seconds",
    help: "When this process began, in seconds since 1970.",
    registers,
  });
  started.set(Math.round(performance.timeOrigin) / 1000);
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Memory that this process holds.",
    registers,
    collect() {
      this.set(Deno.memoryUsage().rss);
    },
  });

  const boundLabels = createBoundLabels();
  const keep = (name: MetricName, value: number, attributes: Attributes = {}) => {
    if (Number.isFinite(value)) kept.get(name)?.(boundLabels(name, attributes), value);
  };
  return {
    count: (name, value = 1, attributes) => keep(name, value, attributes),
    gauge: keep,
    distribution: keep,
    async render() {
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}

/** The labels of a figure, of which there are only so many combinations. */
function createBoundLabels(): (name: MetricName, attributes: Attributes) => Labels {
  const seen = new Map<MetricName, Set<string>>();
  return (name, attributes) => {
    const labels: Record<string, string> = {};
    for (const label of figureLabels[name]) {
      labels[label] = String(attributes[label] ?? "").slice(0, longestValue);
    }
    const key = JSON.stringify(labels);
    const known = seen.get(name) ?? new Set();
    seen.set(name, known);
    if (known.has(key)) return labels;
    if (known.size < mostSeries) {
      known.add(key);
      return labels;
    }
    return Object.fromEntries(figureLabels[name].map((label) => [label, "other"]));
  };
}
