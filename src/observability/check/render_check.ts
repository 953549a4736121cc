import { explainOutcome, isAccepted } from "./explain_outcome.ts";
import type { CheckReport, CheckResult } from "./run_check.ts";

/** What Sentry is set up with, the key left out. */
export type ShownSettings = {
  readonly dsn: string;
  readonly environment: string;
  readonly release: string;
  readonly tracesSampleRate: number;
  readonly profilesSampleRate: number;
  readonly userDetails: "full" | "id";
};

/** The host of a DSN, with its port where it is not the usual one. */
export function hostOf(dsn: string): string {
  return URL.parse(dsn)?.host ?? "";
}

export function renderSettings(settings: ShownSettings): string {
  const { pathname } = new URL(settings.dsn);
  return renderTable([
    ["host", hostOf(settings.dsn)],
    ["project", pathname.slice(pathname.lastIndexOf("/") + 1)],
    ["environment", settings.environment],
    ["release", settings.release],
    ["traces", `${settings.tracesSampleRate}`],
    ["profiles", `${settings.profilesSampleRate} of the traces`],
    ["user details", settings.userDetails],
  ]);
}

/** The report, and whether all is well. */
export function renderReport(
  { results, traceId, hopeless, mayProfile }: CheckReport,
  host: string,
): { readonly text: string; readonly isWell: boolean } {
  if (hopeless !== null) return { text: explainOutcome(hopeless, host), isWell: false };
  const tried = results.filter(({ kind }) => kind !== "profile" || mayProfile);
  const isWell = tried.every(({ outcome }) => outcome !== null && isAccepted(outcome));
  const rows = results.map((result): [string, string] => [
    result.kind,
    result.kind === "profile" && !mayProfile
      ? "not tried: Deno does not permit it (--allow-sys), as where the rate is 0"
      : renderResult(result, host),
  ]);
  const verdict = isWell
    ? `The server has taken all of it. In Sentry it is found by trace:${traceId}`
    : "Not all of it arrived.";
  return { text: `${renderTable(rows)}\n\n${verdict}`, isWell };
}

function renderResult({ id, outcome }: CheckResult, host: string): string {
  if (outcome === null) return "not sent: the server has asked for no more of this for now";
  const explained = explainOutcome(outcome, host);
  return id === null || !isAccepted(outcome) ? explained : `${explained}, id ${id}`;
}

function renderTable(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}
