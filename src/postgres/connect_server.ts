import { begin } from "./begin.ts";
import { type Connection, openClient, type Sql } from "./connection.ts";
import { DatabaseError, getErrorCode, getErrorMessage } from "./database_error.ts";
import { isOutage } from "./is_outage.ts";
import { openSocket } from "./open_socket.ts";
import { createRenewable } from "./renewable_client.ts";
import { parseServerUrl } from "./server_url.ts";

export interface Patience {
  /** For how long an unreachable server is tried again. */
  readonly retrySeconds: number;
  /** Called before each new try. */
  readonly onRetry?: (why: string, waitMs: number) => void;
  /** Milliseconds, ever growing. */
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

const firstWaitMs = 250;
const longestWaitMs = 5_000;
/**
 * Longer than the server lets a statement or an idle transaction last: who says nothing for so long
 * is not there any more, though its connection stands.
 */
const transactionMs = 20_000;

/**
 * Connects to a Postgres server, trying again with growing waits while it is unreachable.
 *
 * @param setting the name of the setting that the address came from, for the messages.
 * @param max how many connections the pool holds at most.
 * @param deadlineMs how long a transaction may take before its connection counts as lost; null: as
 *   long as it likes.
 * @throws {DatabaseError} where it stays unreachable, refuses the login, or is too old.
 */
export async function connectServer(
  address: string,
  { setting, max, deadlineMs = transactionMs, ...patience }: Patience & {
    readonly setting: string;
    readonly max: number;
    readonly deadlineMs?: number | null;
  },
): Promise<Connection> {
  const { url, prepare, hasOneHost, label } = parseServerUrl(address);
  let reached = false;
  const open = () =>
    openServerClient(setting, url, {
      max,
      prepare,
      connect_timeout: 10,
      // In seconds. The first contact has waits of its own; later postgres.js would let a pool wait
      // up to 20 s after the server is back.
      backoff: (tries: number) => reached ? Math.min(0.05 * 2 ** tries, 1) : 0,
      connection: { application_name: "roadcall" },
      // Not in the published types. Where there are several hosts only postgres.js knows which is next.
      ...(hasOneHost && { socket: openSocket }),
    });
  const client = createRenewable(open);
  try {
    await waitForServer(client.sql, { setting, label, ...patience });
    reached = true;
  } catch (error) {
    await client.sql.end({ timeout: 1 });
    throw error;
  }
  return {
    backend: "server",
    get sql() {
      return client.sql;
    },
    begin(work) {
      const { sql } = client;
      return begin(sql, work, { deadlineMs, onBroken: () => client.renew(sql) });
    },
    close: () => client.close(),
  };
}

/** postgres.js says the whole address, password and all, where it cannot read it. */
function openServerClient(
  setting: string,
  url: string,
  options: Parameters<typeof openClient>[1],
): Sql {
  try {
    return openClient(url, options);
  } catch {
    throw new DatabaseError(
      `${setting} is no address of a Postgres database. Write it as ` +
        "postgres://user:password@host:5432/database.",
    );
  }
}

async function waitForServer(
  sql: Sql,
  { setting, label, retrySeconds, onRetry, now = () => performance.now(), sleep = wait }:
    & Patience
    & { readonly setting: string; readonly label: string },
): Promise<void> {
  const deadline = now() + retrySeconds * 1000;
  for (let waitMs = firstWaitMs;; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      const [row] = await sql.unsafe("select current_setting('server_version_num') as version");
      checkVersion(Number(row?.["version"]), label);
      return;
    } catch (error) {
      if (error instanceof DatabaseError) throw error;
      if (!isOutage(error)) throw explainRefusal(error, setting, label);
      const why = explainUnreachable(error);
      if (now() + waitMs > deadline) {
        throw new DatabaseError(
          `The Postgres server at ${label} stayed unreachable for ${retrySeconds} seconds ` +
            `(${why}). Check that it runs and that this machine can reach it, and that ` +
            `${setting} names its host and port.`,
        );
      }
      onRetry?.(why, waitMs);
      await sleep(waitMs);
    }
  }
}

function checkVersion(version: number, label: string): void {
  if (version >= 150_000) return;
  throw new DatabaseError(
    `The Postgres server at ${label} is version ${Math.floor(version / 10_000)}; Roadcall needs ` +
      "version 15 or later. Upgrade the server.",
  );
}

function explainRefusal(error: unknown, setting: string, label: string): DatabaseError {
  const code = getErrorCode(error);
  if (code === "28P01" || code === "28000") {
    return new DatabaseError(
      `The Postgres server at ${label} refuses the login in ${setting}. Check its user and ` +
        "password.",
    );
  }
  if (code === "3D000") {
    return new DatabaseError(
      `The Postgres server at ${label} has no database of that name. Create it, or correct ` +
        `${setting}.`,
    );
  }
  return new DatabaseError(
    `The Postgres server at ${label} cannot be used: ${getErrorMessage(error)}. Check ${setting}.`,
  );
}

function explainUnreachable(error: unknown): string {
  switch (getErrorCode(error)) {
    case "ECONNREFUSED":
      return "nothing listens there";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "its host name is not known";
    case "CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return "it does not answer";
    case "53300":
      return "it has no connection left";
    case "57P03":
      return "it is starting or stopping";
    default:
      return getErrorCode(error) ?? "it closed the connection";
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
