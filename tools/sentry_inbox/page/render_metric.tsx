/** A metric: its values along the time, and its figures by what tells them apart. */
import type { Child } from "hono/jsx";
import type { MetricFigures, MetricGroup } from "../figures/metric_figures.ts";
import { renderClock, renderMeasure, renderNumber } from "./measures.ts";
import { type PageQuery, renderAddress } from "./page_query.ts";
import { renderSection } from "./render_facts.tsx";

const groupsShown = 100;
const pointsShown = 400;
const width = 1000;
const height = 120;

export function renderMetric(metric: MetricFigures): Child {
  return (
    <>
      {renderSection("Values", renderSeries(metric))}
      {renderSection("Figures", renderGroups(metric))}
    </>
  );
}

/** A counter grows by its values; the others are shown as they came. */
function renderSeries({ type, unit, series }: MetricFigures): Child {
  let sum = 0;
  const points = series.map(({ at, value }) => ({
    at,
    value: type === "counter" ? sum += value : value,
  })).slice(-pointsShown);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = Math.max(...points.map(({ value }) => value), 0);
  const least = Math.min(...points.map(({ value }) => value), 0);
  const span = Math.max(last.at - first.at, 0.001);
  const range = most - least || 1;
  const x = (at: number) => (6 + (at - first.at) / span * (width - 12)).toFixed(1);
  const y = (value: number) => (height - 6 - (value - least) / range * (height - 12)).toFixed(1);
  const latest = renderMeasure(last.value, unit);
  return (
    <figure class="series">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${points.length} values, the latest ${latest}`}
      >
        {type === "distribution"
          ? points.map(({ at, value }) => (
            <line class="series-point" x1={x(at)} x2={x(at)} y1={y(value)} y2={y(value)} />
          ))
          : (
            <polyline
              class="series-line"
              points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ")}
            />
          )}
      </svg>
      <figcaption>
        <span>{renderClock(first.at * 1000)}</span>
        <span>
          {renderMeasure(least, unit)} to {renderMeasure(most, unit)}
        </span>
        <span>{renderClock(last.at * 1000)}</span>
      </figcaption>
    </figure>
  );
}

/** All metrics, a line each; what a kind has no use for stays empty. */
export function renderMetrics(query: PageQuery, metrics: readonly MetricFigures[]): Child {
  return (
    <div class="table-frame" tabindex={0} role="group" aria-label="Metrics, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            {["Values", "Sum", "Latest", "p50", "p95", "p99"].map(renderNumberHead)}
          </tr>
        </thead>
        <tbody>{metrics.map((metric) => renderMetricRow(query, metric))}</tbody>
      </table>
    </div>
  );
}

function renderMetricRow(query: PageQuery, { name, type, unit, whole }: MetricFigures): Child {
  const show = (kind: MetricFigures["type"], value: number) =>
    renderNumberCell(type === kind ? renderMeasure(value, unit) : "");
  return (
    <tr>
      <td class="words">
        <a href={renderAddress(query, { open: { kind: "metric", name } })}>{name}</a>{" "}
        <span class="faint">{type}</span>
      </td>
      {renderNumberCell(renderNumber(whole.count))}
      {show("counter", whole.sum)}
      {show("gauge", whole.latest)}
      {show("distribution", whole.p50)}
      {show("distribution", whole.p95)}
      {show("distribution", whole.p99)}
    </tr>
  );
}

interface Column {
  readonly name: string;
  readonly read: (group: MetricGroup) => number;
}

const COLUMNS: Readonly<Record<MetricFigures["type"], readonly Column[]>> = {
  counter: [{ name: "Sum", read: ({ sum }) => sum }],
  gauge: [
    { name: "Latest", read: ({ latest }) => latest },
    { name: "Least", read: ({ least }) => least },
    { name: "Most", read: ({ most }) => most },
  ],
  distribution: [
    { name: "p50", read: ({ p50 }) => p50 },
    { name: "p95", read: ({ p95 }) => p95 },
    { name: "p99", read: ({ p99 }) => p99 },
    { name: "Most", read: ({ most }) => most },
  ],
};

function renderGroups({ type, unit, whole, groups }: MetricFigures): Child {
  const columns = COLUMNS[type];
  const apart = groups.length > 1 || (groups[0]?.attributes.length ?? 0) > 0;
  const shown = apart ? groups.slice(0, groupsShown) : [];
  const row = (name: Child, group: MetricGroup, kind = "") => (
    <tr class={kind}>
      <td>{name}</td>
      {renderNumberCell(renderNumber(group.count))}
      {columns.map(({ read }) => renderNumberCell(renderMeasure(read(group), unit)))}
    </tr>
  );
  return (
    <div class="table-frame" tabindex={0} role="group" aria-label="Figures, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Attributes</th>
            {renderNumberHead("Values")}
            {columns.map(({ name }) => renderNumberHead(name))}
          </tr>
        </thead>
        <tbody>
          {row("All", whole, "whole")}
          {shown.map((group) => row(renderAttributes(group), group))}
        </tbody>
      </table>
      {groups.length > shown.length && apart
        ? <p class="faint">{groups.length - shown.length} more with fewer values</p>
        : null}
    </div>
  );
}

function renderNumberHead(name: string): Child {
  return <th scope="col" class="number">{name}</th>;
}

function renderNumberCell(text: string): Child {
  return <td class="number">{text}</td>;
}

function renderAttributes({ attributes }: MetricGroup): Child {
  if (attributes.length === 0) return <span class="faint">without attributes</span>;
  return attributes.map(([name, value]) => (
    <span class="attribute">
      <span class="faint">{name}</span> {value}
    </span>
  ));
}
