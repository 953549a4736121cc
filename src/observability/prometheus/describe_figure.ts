import { type MetricName, metrics } from "../../desk/ports/metrics.ts";

/** A figure as Prometheus has it. */
export interface PrometheusFigure {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly name: string;
  readonly help: string;
  /** By what a value of ours is divided, as Prometheus wants times in seconds. */
  readonly divisor: number;
  /** Upper bounds, of a histogram. */
  readonly buckets: readonly number[];
}

/** In seconds: a statement of the database to a call of Telegram that nearly timed out. */
const ofWork = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
/** In seconds: a message that is sent at once to an incident that takes a day. */
const ofPeople = [0.1, 0.5, 1, 5, 15, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/** Prometheus's linter takes the word for one of its own types. */
const renamed: Partial<Record<MetricName, string>> = {
  "incident.summary_delay": "incident.sentence_delay",
};

/** The names are those of the table with its units, after Prometheus's own rules for names. */
export function describeFigure(name: MetricName): PrometheusFigure {
  const figure = metrics[name];
  const unit = "unit" in figure ? "_seconds" : "";
  const base = `roadcall_${(renamed[name] ?? name).replaceAll(".", "_")}${unit}`;
  const help = `${figure.says.charAt(0).toUpperCase()}${figure.says.slice(1)}.`;
  switch (figure.kind) {
    case "counter":
      return { kind: "counter", name: `${base}_total`, help, divisor: 1, buckets: [] };
    case "gauge":
      return { kind: "gauge", name: base, help, divisor: 1, buckets: [] };
    case "distribution": {
      const inMilliseconds = figure.unit === "millisecond";
      return {
        kind: "histogram",
        name: base,
        help,
        divisor: inMilliseconds ? 1000 : 1,
        buckets: inMilliseconds ? ofWork : ofPeople,
      };
    }
  }
}
