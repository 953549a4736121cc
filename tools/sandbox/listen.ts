/** The HTTP server. It listens on 127.0.0.1 and nowhere else. */
import type { Hono } from "hono";
import type { SandboxServer } from "./control.ts";

/** @param release ends what holds requests open and timers running; called at `stop` */
export function listen(
  app: Hono,
  port: number,
  release: () => void,
): SandboxServer {
  const abort = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port, signal: abort.signal, onListen() {} },
    (request) => app.fetch(request),
  );
  return {
    apiRoot: `http://127.0.0.1:${server.addr.port}`,
    port: server.addr.port,
    async stop() {
      release();
      // Live event streams never end by themselves, so a graceful shutdown would hang.
      abort.abort();
      await server.finished;
    },
  };
}
