/** What other tools put into a database's address and a server would refuse as unknown settings. */
const foreignParameters = [
  "channel_binding",
  "connection_limit",
  "pgbouncer",
  "pool_timeout",
  "prepare",
  "schema",
  "statement_cache_size",
];

export interface ServerUrl {
  /** For postgres.js, which hands any parameter that it does not know to the server. */
  readonly url: string;
  /** False for a pooler that cannot keep prepared statements. */
  readonly prepare: boolean;
  /** False where the address names several, of which the client finds the right one. */
  readonly hasOneHost: boolean;
  /** Host, port and database, without the credentials. */
  readonly label: string;
}

/**
 * Reads `?pgbouncer=true` or `?prepare=false` (no prepared statements) from a Postgres address and
 * takes out the parameters that are not the server's.
 */
export function parseServerUrl(url: string): ServerUrl {
  const mark = url.indexOf("?");
  const base = mark < 0 ? url : url.slice(0, mark);
  const parameters = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const prepare = parameters.get("pgbouncer") !== "true" && parameters.get("prepare") !== "false";
  for (const name of foreignParameters) parameters.delete(name);
  const query = parameters.toString();
  const label = base.slice(base.indexOf("://") + 3).replace(/^.*@/, "");
  return {
    url: query === "" ? base : `${base}?${query}`,
    prepare,
    hasOneHost: !label.replace(/\/.*$/, "").includes(","),
    label,
  };
}
