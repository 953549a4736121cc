/**
 * The HTTP server. It listens on 127.0.0.1 and nowhere else.
 *
 * Before it stands a relay of bare connections, since `Deno.serve` knows no way to break one that
 * was not answered yet, and that is what a fault may ask for.
 */
import { connect, createServer, type Socket } from "node:net";
import type { Hono } from "hono";

/** Sentry's SDK replaces it, and then reports each report that reaches a server in its process. */
const { serve } = Deno;

const breakMark = "x-break-connection";

/** An answer that is none: the connection is broken instead. */
export function breakConnection(): Response {
  return new Response(null, { headers: { [breakMark]: "1" } });
}

/** @param release ends what holds requests open; called at `stop` */
export async function listen(app: Hono, port: number, release: () => void) {
  const abort = new AbortController();
  const clients = new Set<Socket>();
  /** The same by the port from which the relay carries them on. */
  const byPort = new Map<number, Socket>();
  const inner = serve(
    { hostname: "127.0.0.1", port: 0, signal: abort.signal, onListen() {} },
    async (request, { remoteAddr }) => {
      const response = await app.fetch(request);
      if (response.headers.has(breakMark)) byPort.get(remoteAddr.port)?.destroy();
      return response;
    },
  );
  const relay = createServer((client) => {
    clients.add(client);
    client.on("close", () => clients.delete(client));
    const onward = connect(inner.addr.port, "127.0.0.1", () => {
      const { localPort } = onward;
      if (localPort === undefined) return void client.destroy();
      byPort.set(localPort, client);
      onward.on("close", () => byPort.delete(localPort));
      client.pipe(onward).pipe(client);
    });
    for (const [one, other] of [[client, onward], [onward, client]] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve, reject) => {
    relay.once("error", reject);
    relay.listen(port, "127.0.0.1", resolve);
  });
  const bound = relay.address();
  if (bound === null || typeof bound === "string") throw new Error("the inbox has no port");
  return {
    address: `http://127.0.0.1:${bound.port}`,
    port: bound.port,
    async stop() {
      release();
      const closed = new Promise<void>((resolve) => relay.close(() => resolve()));
      for (const client of clients) client.destroy();
      // Live event streams never end by themselves.
      abort.abort();
      await Promise.all([closed, inner.finished]);
    },
  };
}
