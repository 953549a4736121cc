/** A monitor: what it was told to expect, and its runs along the time. */
import type { Child } from "hono/jsx";
import type { Monitor, MonitorRun } from "../figures/monitors.ts";
import { renderClock, renderCount, renderDuration, renderMoment } from "./measures.ts";
import { type PageQuery, renderAddress } from "./page_query.ts";
import { renderFacts, renderSection } from "./render_facts.tsx";

const runsOnLine = 120;
const runsInTable = 100;

export function renderMonitor(query: PageQuery, { config, runs, environment }: Monitor): Child {
  const facts = {
    schedule: config === null ? "never sent" : describeSchedule(config.schedule),
    "time zone": config?.timezone,
    margin: config?.checkin_margin ? renderCount(config.checkin_margin, "minute") : null,
    "longest run": config?.max_runtime ? renderCount(config.max_runtime, "minute") : null,
    "an issue after": config?.failure_issue_threshold
      ? renderCount(config.failure_issue_threshold, "failure")
      : null,
    "recovered after": config?.recovery_threshold
      ? renderCount(config.recovery_threshold, "success", "successes")
      : null,
    environment,
  };
  return (
    <>
      {renderSection("Runs", renderTimeline(runs))}
      {renderSection("Expected", renderFacts(facts))}
      {renderSection("Check-ins", renderRuns(query, runs.slice(0, runsInTable)))}
    </>
  );
}

function describeSchedule(schedule: NonNullable<Monitor["config"]>["schedule"]): string {
  return schedule.type === "crontab"
    ? schedule.value
    : `every ${renderCount(schedule.value, schedule.unit)}`;
}

/** Each run at its time, the newest at the right. */
export function renderTimeline(all: readonly MonitorRun[]): Child {
  const runs = all.slice(0, runsOnLine);
  const newest = runs[0];
  const oldest = runs.at(-1);
  if (newest === undefined || oldest === undefined) return <p class="faint">None yet.</p>;
  const span = Math.max(1, newest.startedAt - oldest.startedAt);
  return (
    <div class="timeline">
      <svg
        class="timeline-line"
        width="100%"
        height="34"
        role="img"
        aria-label={`${renderCount(runs.length, "run")}, ${
          runs.filter(({ status }) => status === "error").length
        } of them failed`}
      >
        <rect class="timeline-base" x="0" y="16" width="100%" height="2" />
        {runs.map(({ startedAt, status, durationMs }) => {
          // Room for a whole mark at both ends.
          const at = runs.length === 1 ? 0.5 : (startedAt - oldest.startedAt) / span;
          const x = `${(0.5 + at * 99).toFixed(2)}%`;
          const took = durationMs === null ? "" : `, ${renderDuration(durationMs)}`;
          return (
            <svg class={`run run-${status}`} x={x} y="4" width="7" height="26" overflow="visible">
              <title>{`${renderMoment(startedAt)}: ${status.replace("_", " ")}${took}`}</title>
              <rect x="-3" width="7" height="26" rx="3" />
            </svg>
          );
        })}
      </svg>
      <p class="timeline-ends">
        <span>{renderClock(oldest.startedAt)}</span>
        <span>{renderClock(newest.startedAt)}</span>
      </p>
    </div>
  );
}

function renderRuns(query: PageQuery, runs: readonly MonitorRun[]): Child {
  return (
    <div class="table-frame" tabindex={0} role="group" aria-label="Check-ins, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Status</th>
            <th scope="col" class="number">Took</th>
            <th scope="col">Trace</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ startedAt, status, durationMs, traceId }) => (
            <tr>
              <td>{renderMoment(startedAt)}</td>
              <td>
                <span class={`mark mark-${status}`}>{status.replace("_", " ")}</span>
              </td>
              <td class="number">{durationMs === null ? "–" : renderDuration(durationMs)}</td>
              <td>
                {traceId === null
                  ? "–"
                  : (
                    <a href={renderAddress(query, { filter: "all", search: traceId, open: null })}>
                      {traceId.slice(0, 8)}
                    </a>
                  )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
