/** What is shown while nothing stands open: the errors there are, and where the time goes. */
import type { Child } from "hono/jsx";
import type { ErrorSummary, TransactionSummary } from "../figures/summaries.ts";
import { renderClock, renderDuration, renderNumber } from "./measures.ts";
import { type PageQuery, renderAddress } from "./page_query.ts";
import type { Detail, OverviewPart } from "./page_view.ts";
import { renderHeaviest } from "./render_profile.tsx";
import { renderLogs } from "./render_log.tsx";
import { renderMetrics } from "./render_metric.tsx";
import { renderTimeline } from "./render_monitor.tsx";
import { renderSection } from "./render_facts.tsx";

const shown = 50;

export function renderOverview(
  query: PageQuery,
  { parts, dsn }: Extract<Detail, { kind: "overview" }>,
): Child {
  if (parts.length > 0) return parts.map((part) => renderPart(query, part));
  if (query.search !== "" || query.filter !== "all") return null;
  return (
    <div class="nothing">
      <p>Nothing has come yet.</p>
      <p>
        <code>SENTRY_DSN={dsn}</code>
      </p>
    </div>
  );
}

function renderPart(query: PageQuery, part: OverviewPart): Child {
  switch (part.kind) {
    case "errors":
      return renderSection("Errors", renderErrors(query, part.errors.slice(0, shown)));
    case "transactions":
      return renderSection(
        "Transactions",
        renderTransactions(query, part.transactions.slice(0, shown)),
      );
    case "frames":
      return renderSection(
        "Heaviest frames of all profiles",
        renderHeaviest(part.frames, part.totalMs),
        renderDuration(part.totalMs),
      );
    case "monitors":
      return part.monitors.map(({ slug, runs }) => renderSection(slug, renderTimeline(runs)));
    case "logs":
      return renderSection("Logs", renderLogs(query, part.logs));
    case "metrics":
      return renderSection("Metrics", renderMetrics(query, part.metrics));
  }
}

function renderErrors(query: PageQuery, errors: readonly ErrorSummary[]): Child {
  return (
    <div class="table-frame" tabindex={0} role="group" aria-label="Errors, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Error</th>
            <th scope="col" class="number">Events</th>
            <th scope="col" class="number">Users</th>
            <th scope="col" class="number">Last</th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ title, level, count, users, newest }) => (
            <tr>
              <td class="words">
                <span class={`mark mark-${level}`}>{level}</span>{" "}
                <a href={renderAddress(query, { open: { kind: "item", no: newest.no } })}>
                  {title}
                </a>
              </td>
              <td class="number">{renderNumber(count)}</td>
              <td class="number">{renderNumber(users)}</td>
              <td class="number">{renderClock(newest.payload.timestamp * 1000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function renderTransactions(query: PageQuery, summaries: readonly TransactionSummary[]): Child {
  return (
    <div class="table-frame" tabindex={0} role="group" aria-label="Transactions, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Transaction</th>
            <th scope="col" class="number">Count</th>
            <th scope="col" class="number">Failed</th>
            <th scope="col" class="number">p50</th>
            <th scope="col" class="number">p95</th>
          </tr>
        </thead>
        <tbody>
          {summaries.map(({ name, op, count, failed, p50Ms, p95Ms, newest }) => (
            <tr>
              <td class="words">
                <a href={renderAddress(query, { open: { kind: "item", no: newest.no } })}>{name}</a>
                {" "}
                <span class="faint">{op}</span>
              </td>
              <td class="number">{renderNumber(count)}</td>
              <td class={failed > 0 ? "number bad" : "number"}>{renderNumber(failed)}</td>
              <td class="number">{renderDuration(p50Ms)}</td>
              <td class="number">{renderDuration(p95Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
