import type { ReportTable } from "../../desk/ports/report_files.ts";
import type { ReportView } from "../../desk/report_view.ts";
import { formatIncidentNumber, type Instant } from "../../incident/incident.ts";
import type { CycleRow } from "../../incident/metrics.ts";
import { getWindow } from "../../incident/report_period.ts";
import { timeToClaim, timeToResolve } from "../../incident/service_level.ts";
import { getLeftAt, judgeClaim, judgeResolution } from "../../incident/service_outcome.ts";
import type { UserId } from "../../people/ids.ts";
import { cleanLine } from "./clean_text.ts";
import type { Words } from "./create_words.ts";
import { formatName } from "./person.ts";

/** Named for spreadsheets and programs, so in every language the same. */
const columns = [
  "incident_id",
  "number",
  "cycle",
  "reopened",
  "department",
  "state",
  "close_reason",
  "opened_at",
  "assigned_at",
  "claimed_at",
  "resolved_at",
  "closed_at",
  "summary_at",
  "summary_late",
  "seconds_to_claim",
  "seconds_to_resolve",
  "claim_sla",
  "resolve_sla",
  "transfers",
  "responders",
  "resolved_by",
] as const;

type Column = (typeof columns)[number];

/**
 * A row for each cycle that was open at any time of the period. Times are ISO 8601 in the
 * organisation's zone, durations whole seconds, the SLA `met`, `breached`, `pending` or empty where
 * nobody was waiting any more; claims of several departments are `breached` where one is. Names are
 * the only words in it.
 */
export function createReportTable(words: Words, view: ReportView): ReportTable {
  const { from, until } = getWindow(view.period, view.organisation.timeZone);
  const rows = view.rows.filter((row) => row.openedAt < until && (getLeftAt(row) ?? until) >= from)
    .map((row) => createRow(words, view, row));
  return { columns, rows: rows.map((row) => columns.map((column) => row[column])) };
}

function createRow(
  words: Words,
  view: ReportView,
  row: CycleRow,
): Readonly<Record<Column, string | number | null>> {
  const { ending, sessions, now } = { ...row, now: view.now };
  const stamp = (at: Instant | null) =>
    at === null ? null : formatIso(at, view.organisation.timeZone);
  const nameOf = (userId: UserId) => {
    const person = view.people.find((one) => one.userId === userId);
    return person === undefined ? words.text("person-unknown") : formatName(words, person);
  };
  const resolved = ending?.type === "resolved" ? ending : null;
  const closed = ending?.type === "closed" ? ending : null;
  const last = sessions.at(-1)?.departmentId;
  return {
    incident_id: row.incidentId,
    number: formatIncidentNumber(row.number),
    cycle: row.ordinal,
    reopened: row.ordinal > 1 ? "yes" : "no",
    department: cleanLine(view.departments.find(({ id }) => id === last)?.name ?? ""),
    state: ending?.type ?? "open",
    close_reason: closed?.reason ?? null,
    opened_at: stamp(row.openedAt),
    assigned_at: stamp(row.assignedAt),
    claimed_at: stamp(row.claimedAt),
    resolved_at: stamp(resolved?.resolvedAt ?? null),
    closed_at: stamp(closed?.closedAt ?? null),
    summary_at: stamp(resolved?.summarisedAt ?? null),
    summary_late: resolved === null ? null : resolved.late ? "yes" : "no",
    seconds_to_claim: toSeconds(timeToClaim(row)),
    seconds_to_resolve: toSeconds(timeToResolve(row, ending)),
    claim_sla: judgeClaims(row, now),
    resolve_sla: nameOutcome(judgeResolution(row, now).type),
    transfers: sessions.filter(({ transferredAt }) => transferredAt !== null).length,
    responders: [...new Set(row.claims.map(({ userId }) => userId))].map(nameOf).join(", "),
    resolved_by: resolved === null ? null : nameOf(resolved.summarisedBy),
  };
}

function judgeClaims(row: CycleRow, now: Instant): string | null {
  const outcomes = row.sessions.map((session) => judgeClaim(session, row, now).type);
  const worst = (["breached", "pending", "met"] as const).find((one) => outcomes.includes(one));
  return nameOutcome(worst ?? "void");
}

function nameOutcome(outcome: ReturnType<typeof judgeClaim>["type"]): string | null {
  return outcome === "void" ? null : outcome;
}

function toSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1000);
}

function formatIso(at: Instant, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });
}
