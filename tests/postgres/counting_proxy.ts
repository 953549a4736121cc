import { listStatements } from "../../src/postgres/statement.ts";

/**
 * From BEGIN to the end of COMMIT or ROLLBACK: what was asked each time before the program had to
 * wait for an answer. Statements are named as `defineStatement` has them.
 */
export type CountedTransaction = readonly (readonly string[])[];

export interface CountingProxy {
  /** The server's address, by way of this. */
  readonly url: string;
  /** Those that have ended since the last {@link count}. */
  readonly transactions: readonly CountedTransaction[];
  /** Counts from here. */
  count(): void;
  /** Lets everything pass at once, as in the beginning. */
  pass(): void;
  close(): void;
}

/** So long nothing more is asked before answers are let through, in milliseconds. */
const quietMs = 12;
/** And so often the loop goes round: where the machine is busy, that takes longer. */
const quietTurns = 4;
/** ReadyForQuery outside of a transaction: the end of what is answered to its last statement. */
const idle = [0x5a, 0, 0, 0, 5, 0x49];

/**
 * Stands between program and server and counts how often the program has to wait for an answer: it
 * holds answers back until nothing more is asked. What travels together is one wait.
 */
export function startCountingProxy(serverUrl: string): CountingProxy {
  const to = new URL(serverUrl);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let transactions: CountedTransaction[] = [];
  let counting = false;

  async function serve(client: Deno.Conn): Promise<void> {
    const server = await Deno.connect({ hostname: to.hostname, port: Number(to.port || 5432) });
    const down = client.writable.getWriter();
    const up = server.writable.getWriter();
    const reader = createReader();
    let trips: (readonly string[])[] = [];
    let held: Uint8Array[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    function release(): void {
      const last = held.at(-1);
      if (last === undefined) return;
      const asked = reader.take();
      if (asked.length > 0) trips.push(asked);
      for (const chunk of held) down.write(chunk).catch(() => {});
      held = [];
      if (!isIdle(last)) return;
      transactions.push(trips);
      trips = [];
    }
    function settle(): void {
      clearTimeout(timer);
      if (counting) wait(quietTurns);
      else release();
    }
    function wait(turns: number): void {
      const next = turns > 1 ? () => wait(turns - 1) : release;
      timer = setTimeout(next, quietMs / quietTurns);
    }
    async function passUp(): Promise<void> {
      for await (const chunk of client.readable) {
        reader.read(chunk);
        settle();
        await up.write(chunk);
      }
      clearTimeout(timer);
      await up.close();
    }
    async function passDown(): Promise<void> {
      for await (const chunk of server.readable) {
        held.push(chunk);
        settle();
      }
    }
    passUp().catch(() => {});
    passDown().catch(() => {});
  }

  async function listen(): Promise<void> {
    for await (const client of listener) void serve(client);
  }
  listen().catch(() => {});

  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${listener.addr.port}`;
  return {
    url: url.href,
    get transactions() {
      return transactions;
    },
    count() {
      transactions = [];
      counting = true;
    },
    pass: () => void (counting = false),
    close: () => listener.close(),
  };
}

function isIdle(chunk: Uint8Array): boolean {
  const end = chunk.subarray(-idle.length);
  return end.length === idle.length && idle.every((byte, place) => end[place] === byte);
}

/** Reads what a client has asked (PostgreSQL, "Message Formats"). */
function createReader() {
  const names = new Map(listStatements().map(({ text, name }) => [text, name]));
  const prepared = new Map<string, string>();
  let buffer = new Uint8Array();
  let started = false;
  let asked: string[] = [];

  function note(type: string, body: Uint8Array): void {
    const [first = "", second = ""] = new TextDecoder().decode(body).split("\0", 2);
    if (type === "Q") asked.push(first.trim());
    if (type === "B") asked.push(prepared.get(second) ?? second);
    if (type !== "P") return;
    const name = names.get(second) ?? second;
    prepared.set(first, name);
    asked.push(`prepare ${name}`);
  }
  return {
    read(chunk: Uint8Array): void {
      buffer = new Uint8Array([...buffer, ...chunk]);
      for (;;) {
        // The first message has no type.
        const header = started ? 5 : 4;
        if (buffer.length < header) return;
        const length = new DataView(buffer.buffer).getInt32(header - 4);
        const end = header - 4 + length;
        if (buffer.length < end) return;
        if (started) note(String.fromCharCode(buffer[0] ?? 0), buffer.subarray(header, end));
        started = true;
        buffer = buffer.slice(end);
      }
    },
    take(): readonly string[] {
      const taken = asked;
      asked = [];
      return taken;
    },
  };
}
