import * as Sentry from "@sentry/deno";
import { createWaitingRoom } from "./waiting_room.ts";

type Transport = ReturnType<typeof Sentry.createTransport>;
export type TransportOptions = Parameters<typeof Sentry.createTransport>[0] & {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Envelope = Parameters<Transport["send"]>[0];
type Response = Awaited<ReturnType<Transport["send"]>>;

/** A request that has taken so long is given up. */
const defaultRequestMs = 10_000;
/** So many requests at once; a slow Sentry is not to hold hundreds of connections open. */
const mostRequests = 4;
/** And so many where the program ends, and there is no later. */
const mostRequestsAtEnd = 32;
/** So many envelopes wait at most; the next one is lost. */
export const mostWaiting = 512;

export type TransportSettings = {
  /** The last that happens to an envelope before the wire. */
  readonly scrub: (envelope: Envelope) => void;
  /** Is told of each item that did not arrive. */
  readonly lose: (reason: string, items: number) => void;
  readonly fetch: typeof fetch;
  /** how long a request may take */
  readonly requestMs?: number;
};

type Waiting = { readonly envelope: Envelope; readonly settle: (response: Response) => void };

/** What has gone wrong goes before what went well, and check-ins before they count as missed. */
function isUrgent([, items]: Envelope): boolean {
  return items.some(([{ type }]) => type === "event" || type === "check_in");
}

/**
 * Brings envelopes to Sentry without anybody having to wait for it. Sentry's own transport does the
 * sending, and knows which kinds Sentry wants no more of for a while; it is asked when an envelope's
 * turn comes, so that what waits heeds that too.
 */
export function createSentryTransport(
  options: TransportOptions,
  { scrub, lose, fetch, requestMs = defaultRequestMs }: TransportSettings,
): Transport {
  const waiting = createWaitingRoom<Waiting>(mostWaiting);
  const running = new Set<Promise<void>>();
  const inner = Sentry.createTransport({
    ...options,
    bufferSize: mostRequestsAtEnd,
    recordDroppedEvent: (reason, _category, count = 1) => lose(reason, count),
  }, async ({ body }) => {
    // Taken back when the answer is there: a timer of AbortSignal's own would hold the request, with
    // all that it says, until its time is over.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), requestMs);
    const response = await fetch(options.url, {
      method: "POST",
      body: typeof body === "string" ? body : new Uint8Array(body),
      headers: { ...options.headers },
      signal: late.signal,
    }).finally(() => clearTimeout(timer));
    // Not read, so it must be given up, or it holds the connection.
    await response.body?.cancel();
    return {
      statusCode: response.status,
      headers: {
        "x-sentry-rate-limits": response.headers.get("x-sentry-rate-limits"),
        "retry-after": response.headers.get("retry-after"),
      },
    };
  });

  async function deliver(envelope: Envelope): Promise<Response> {
    try {
      scrub(envelope);
    } catch {
      // Rather lost than sent as it is.
      lose("not_scrubbed", envelope[1].length);
      return {};
    }
    try {
      const response = await inner.send(envelope);
      const { statusCode = 200 } = response;
      // It counts those that are too large itself.
      if (statusCode >= 400 && statusCode !== 413) lose(`status ${statusCode}`, envelope[1].length);
      return response;
    } catch {
      // The inner transport has said already what was lost.
      return {};
    }
  }

  function run(most = mostRequests): void {
    while (running.size < most) {
      const next = waiting.take();
      if (next === null) return;
      const done = deliver(next.envelope).then(next.settle).finally(() => {
        running.delete(done);
        run();
      });
      running.add(done);
    }
  }

  async function drain(): Promise<true> {
    run(mostRequestsAtEnd);
    while (running.size > 0) await Promise.race(running);
    return true;
  }

  return {
    send(envelope) {
      const { promise, resolve: settle } = Promise.withResolvers<Response>();
      const refused = waiting.add({ envelope, settle }, isUrgent(envelope));
      if (refused !== null) {
        lose("queue_overflow", refused.envelope[1].length);
        refused.settle({});
      }
      // Whoever has something to tell goes on first; writing it down takes its time too.
      if (waiting.size === 1) setTimeout(() => run(), 0);
      return promise;
    },
    async flush(timeoutMs) {
      const late = Promise.withResolvers<boolean>();
      const timer = timeoutMs ? setTimeout(() => late.resolve(false), timeoutMs) : undefined;
      return await Promise.race([drain(), late.promise]).finally(() => clearTimeout(timer));
    },
  };
}
