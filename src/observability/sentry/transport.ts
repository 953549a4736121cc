import * as Sentry from "@sentry/deno";

type Transport = ReturnType<typeof Sentry.createTransport>;
type TransportOptions = Parameters<typeof Sentry.createTransport>[0];
type Envelope = Parameters<Transport["send"]>[0];

/** A request that has taken so long is given up. */
const requestMs = 10_000;

export type TransportSettings = {
  /** The last thing that is done to an envelope before the wire. */
  readonly scrub: (envelope: Envelope) => Envelope;
  readonly fetch?: typeof fetch;
};

/** Brings envelopes to Sentry, scrubbed. */
export function createSentryTransport(
  options: TransportOptions & { readonly url: string; readonly headers?: Record<string, string> },
  settings: TransportSettings,
): Transport {
  const send = settings.fetch ?? fetch;
  const transport = Sentry.createTransport(options, async ({ body }) => {
    const response = await send(options.url, {
      method: "POST",
      body: typeof body === "string" ? body : new Uint8Array(body),
      headers: options.headers ?? {},
      signal: AbortSignal.timeout(requestMs),
    });
    await response.body?.cancel();
    return {
      statusCode: response.status,
      headers: {
        "x-sentry-rate-limits": response.headers.get("x-sentry-rate-limits"),
        "retry-after": response.headers.get("retry-after"),
      },
    };
  });
  return {
    send: (envelope) => transport.send(settings.scrub(envelope)),
    flush: (timeout) => transport.flush(timeout),
  };
}
