import type { Hono } from "hono";

export interface WebServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Listens on all interfaces, as containers need.
 *
 * @param port 0 asks for any free one
 * @throws {PortError} where something else listens there
 */
export function serve(app: Hono, port: number): WebServer {
  const cut = new AbortController();
  const server = listen(app, port, cut.signal);
  return {
    port: server.addr.port,
    async stop() {
      // A client that never finishes its request would hold up the end.
      const timer = setTimeout(() => cut.abort(), patienceMs);
      await server.shutdown();
      clearTimeout(timer);
    },
  };
}

/** How long a request that is under way may take to end. */
const patienceMs = 5_000;

/** The port is taken; the message says what to do. */
export class PortError extends Error {
  override readonly name = "PortError";
}

function listen(app: Hono, port: number, signal: AbortSignal): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({ port, signal, onListen: () => {} }, (request) => app.fetch(request));
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new PortError(
      `Port ${port} is in use by another program. Stop that one, or set PORT to a free port.`,
      { cause: error },
    );
  }
}
