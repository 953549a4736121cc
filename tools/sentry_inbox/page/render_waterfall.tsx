/** A transaction's spans under each other, each where it stands in time. */
import type { Child } from "hono/jsx";
import type { SpanRow } from "../figures/span_tree.ts";
import { renderCount, renderDuration } from "./measures.ts";
import { opColour } from "./op_colour.ts";
import { renderFacts } from "./render_facts.tsx";

/** Bars are drawn on a field this wide; the browser stretches it. */
const field = 1000;
/** So that what took no time can be seen all the same. */
const narrowest = 3;
const deepestIndent = 12;
/** The others took so little that nobody asks. */
const legendShown = 7;

/** @param errors where errors were thrown, by the span's id */
export function renderWaterfall(
  rows: readonly SpanRow[],
  errors: ReadonlyMap<string, string>,
): Child {
  const whole = Math.max(rows[0]?.durationMs ?? 0, 0.001);
  return (
    <>
      {renderLegend(rows)}
      <ol class="waterfall">
        {rows.map((row) => renderSpan(row, whole, errors.get(row.id)))}
      </ol>
    </>
  );
}

function renderSpan(row: SpanRow, whole: number, error: string | undefined): Child {
  const { op, description, durationMs, selfMs, startMs, status, failed } = row;
  const start = Math.min(field - narrowest, Math.max(0, startMs / whole * field));
  const width = Math.max(narrowest, Math.min(field - start, durationMs / whole * field));
  const facts = {
    started: `${renderDuration(Math.max(0, startMs))} after the transaction`,
    took: renderDuration(durationMs),
    "of it itself": renderDuration(selfMs),
    status,
    span: row.id,
    ...withoutRepeats(row),
  };
  return (
    <li class={failed ? "span span-failed" : "span"}>
      <details>
        <summary title={description || op}>
          <span class={`span-name indent-${Math.min(row.depth, deepestIndent)}`}>
            <span class={`span-op op-${opColour(op)}`}>{op}</span>
            <span class="span-words">{description}</span>
            {failed ? <span class="mark mark-bad">{status?.replaceAll("_", " ")}</span> : null}
            {error === undefined ? null : <a class="mark mark-bad" href={error}>error</a>}
          </span>
          <svg
            class="span-field"
            viewBox={`0 0 ${field} 10`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect
              class={`bar bar-${opColour(op)}`}
              x={start.toFixed(1)}
              y="0"
              width={width.toFixed(1)}
              height="10"
            />
          </svg>
          <span class="span-time">{renderDuration(durationMs)}</span>
        </summary>
        <div class="span-more">
          <pre class="span-text">{description || op}</pre>
          {renderFacts(facts)}
        </div>
      </details>
    </li>
  );
}

/** Its data but for what stands above them already. */
function withoutRepeats({ op, description, data }: SpanRow): Readonly<Record<string, unknown>> {
  const kept = Object.entries(data).filter(([name, value]) =>
    value !== description && !(name === "sentry.op" && value === op)
  );
  return Object.fromEntries(kept);
}

/** What the time went to, by the kind of work. */
function renderLegend(rows: readonly SpanRow[]): Child {
  const groups = Map.groupBy(rows, ({ op }) => op);
  const parts = [...groups].map(([op, spans]) => ({
    op,
    count: spans.length,
    selfMs: spans.reduce((sum, { selfMs }) => sum + selfMs, 0),
  })).toSorted((a, b) => b.selfMs - a.selfMs);
  return (
    <ul class="legend" aria-label="Time by operation">
      {parts.slice(0, legendShown).map(({ op, count, selfMs }) => (
        <li title={`${renderCount(count, "span")}, without the time of the spans in them`}>
          <span class={`dot bar-${opColour(op)}`} />
          {op} <span class="faint">{renderDuration(selfMs)}</span>
        </li>
      ))}
    </ul>
  );
}
