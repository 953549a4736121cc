/** Metrics by name, and by what their values were told apart with. */
import { isAddedBySdk } from "../items/basics.ts";
import type { Metric } from "../items/metric.ts";
import { percentile } from "./percentile.ts";

export interface MetricGroup {
  /** What these values have in common, in the order of the names. */
  readonly attributes: readonly (readonly [string, string])[];
  readonly count: number;
  readonly sum: number;
  readonly latest: number;
  readonly least: number;
  readonly most: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface MetricFigures {
  readonly name: string;
  readonly type: Metric["type"];
  readonly unit: string;
  /** Of all values. */
  readonly whole: MetricGroup;
  /** The one with the most values first; one alone where nothing tells them apart. */
  readonly groups: readonly MetricGroup[];
  /** Oldest first; seconds since the epoch. */
  readonly series: readonly { readonly at: number; readonly value: number }[];
}

/** By name, in the order of the alphabet. */
export function listMetrics(metrics: readonly Metric[]): readonly MetricFigures[] {
  const byName = Map.groupBy(metrics, ({ name }) => name);
  return [...byName].map(([name, values]) => computeMetric(name, values))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function computeMetric(name: string, values: readonly Metric[]): MetricFigures {
  const sorted = values.toSorted((a, b) => a.timestamp - b.timestamp);
  const last = sorted.at(-1);
  const groups = Map.groupBy(sorted, (metric) => JSON.stringify(listAttributes(metric)));
  return {
    name,
    type: last?.type ?? "counter",
    unit: last?.unit ?? "",
    whole: computeGroup([], sorted),
    groups: [...groups.values()]
      .map((group) => computeGroup(group[0] === undefined ? [] : listAttributes(group[0]), group))
      .toSorted((a, b) => b.count - a.count),
    series: sorted.map(({ timestamp, value }) => ({ at: timestamp, value })),
  };
}

function computeGroup(
  attributes: MetricGroup["attributes"],
  metrics: readonly Metric[],
): MetricGroup {
  const values = metrics.map(({ value }) => value);
  const sorted = values.toSorted((a, b) => a - b);
  return {
    attributes,
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    latest: values.at(-1) ?? NaN,
    least: sorted[0] ?? NaN,
    most: sorted.at(-1) ?? NaN,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
}

function listAttributes({ attributes }: Metric): MetricGroup["attributes"] {
  return Object.entries(attributes ?? {})
    .filter(([name]) => !isAddedBySdk(name))
    .map(([name, { value }]) => [name, String(value)] as const)
    .toSorted(([a], [b]) => a.localeCompare(b));
}
