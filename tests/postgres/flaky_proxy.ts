/** Stands between the program and a Postgres server, and does to it what networks and servers do. */

export interface FlakyProxy {
  /** The server's address, by way of this. */
  readonly url: string;
  /** Where new connections lead; another server may have been promoted. */
  to: URL;
  /** Connections that are open. */
  readonly open: number;
  /** Breaks what is open. */
  cut(): void;
  /** New connections are refused, or let through again. */
  refuse(refused: boolean): void;
  /** Nothing gets through any more, though connections stay; or again. */
  hang(hanging: boolean): void;
  /** Breaks the next connection on which the server answers with this, instead of the answer. */
  loseAnswer(answer: string): void;
  close(): void;
}

export function startFlakyProxy(url: string): FlakyProxy {
  const pairs = new Set<readonly Deno.Conn[]>();
  let to = new URL(url);
  let refused = false;
  let lost: string | null = null;
  let flowing = Promise.resolve();
  let resume = () => {};
  let listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;

  async function pump(from: Deno.Conn, into: Deno.Conn, end: () => void, watched: boolean) {
    try {
      for await (const chunk of from.readable) {
        await flowing;
        if (watched && lost !== null && new TextDecoder("latin1").decode(chunk).includes(lost)) {
          lost = null;
          break;
        }
        await writeAll(into, chunk);
      }
    } catch {
      // One side is gone: so is the other.
    }
    end();
  }

  async function serve(client: Deno.Conn): Promise<void> {
    let server: Deno.Conn;
    try {
      server = await Deno.connect({ hostname: to.hostname, port: Number(to.port || 5432) });
    } catch {
      return client.close();
    }
    const pair = [client, server];
    pairs.add(pair);
    const end = () => closePair(pair);
    await Promise.all([pump(client, server, end, false), pump(server, client, end, true)]);
  }

  function closePair(pair: readonly Deno.Conn[]): void {
    if (!pairs.delete(pair)) return;
    for (const side of pair) {
      try {
        side.close();
      } catch {
        // Closed already by its stream.
      }
    }
  }

  async function listen(): Promise<void> {
    try {
      for await (const client of listener) void serve(client);
    } catch {
      // It was closed while it waited.
    }
  }
  void listen();

  const proxied = new URL(url);
  proxied.hostname = "127.0.0.1";
  proxied.port = String(port);
  const cut = () => {
    for (const pair of [...pairs]) closePair(pair);
  };
  return {
    url: proxied.href,
    get to() {
      return to;
    },
    set to(target) {
      to = target;
    },
    get open() {
      return pairs.size;
    },
    cut,
    refuse(now) {
      if (now === refused) return;
      refused = now;
      if (now) listener.close();
      else {
        listener = Deno.listen({ hostname: "127.0.0.1", port });
        void listen();
      }
    },
    hang(hanging) {
      resume();
      if (!hanging) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      flowing = promise;
      resume = resolve;
    },
    loseAnswer: (answer) => void (lost = answer),
    close() {
      resume();
      cut();
      if (!refused) listener.close();
    },
  };
}

async function writeAll(into: Deno.Conn, chunk: Uint8Array): Promise<void> {
  for (let sent = 0; sent < chunk.length;) sent += await into.write(chunk.subarray(sent));
}
