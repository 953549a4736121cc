/** What an address of the page asks for, and back. */
import type { ItemKind } from "../items.ts";

/** What the list shows. */
export type Filter =
  | "all"
  | Exclude<ItemKind, "session" | "client_report" | "attachment">
  | "problem";

/** What stands open beside the list. */
export type Open =
  | { readonly kind: "item" | "request"; readonly no: number }
  | { readonly kind: "metric" | "monitor"; readonly name: string };

export interface PageQuery {
  readonly filter: Filter;
  readonly search: string;
  readonly open: Open | null;
  /** How many rows the list has at most. */
  readonly rows: number;
}

export const rowsAtFirst = 200;
const mostRows = 20_000;

export const FILTERS: readonly { readonly filter: Filter; readonly name: string }[] = [
  { filter: "all", name: "All" },
  { filter: "event", name: "Errors" },
  { filter: "transaction", name: "Transactions" },
  { filter: "profile", name: "Profiles" },
  { filter: "check_in", name: "Check-ins" },
  { filter: "log", name: "Logs" },
  { filter: "metric", name: "Metrics" },
  { filter: "other", name: "Other" },
  { filter: "problem", name: "Problems" },
];

export function parseQuery(get: (name: string) => string | undefined): PageQuery {
  const filter = FILTERS.find((one) => one.filter === get("kind"))?.filter ?? "all";
  const rows = Number(get("rows"));
  return {
    filter,
    search: get("q") ?? "",
    open: parseOpen(get("open") ?? ""),
    rows: Number.isInteger(rows) && rows > rowsAtFirst ? Math.min(rows, mostRows) : rowsAtFirst,
  };
}

function parseOpen(text: string): Open | null {
  if (/^\d{1,12}$/.test(text)) return { kind: "item", no: Number(text) };
  const [, kind, name = ""] = /^(request|metric|monitor):(.+)$/.exec(text) ?? [];
  if (kind === "metric" || kind === "monitor") return { kind, name };
  return kind === "request" && /^\d{1,12}$/.test(name) ? { kind, no: Number(name) } : null;
}

export function renderOpen(open: Open): string {
  if ("name" in open) return `${open.kind}:${open.name}`;
  return open.kind === "item" ? String(open.no) : `request:${open.no}`;
}

/** An address of the page; what is not changed stays as it is. */
export function renderAddress(query: PageQuery, change: Partial<PageQuery> = {}): string {
  const { filter, search, open, rows } = { ...query, ...change };
  const parameters = new URLSearchParams();
  if (filter !== "all") parameters.set("kind", filter);
  if (search !== "") parameters.set("q", search);
  if (rows !== rowsAtFirst) parameters.set("rows", String(rows));
  if (open !== null) parameters.set("open", renderOpen(open));
  const text = parameters.toString();
  return text === "" ? "/" : `/?${text}`;
}
