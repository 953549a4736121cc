import { initSentry, type SentryOptions } from "../../src/observability/sentry/init_sentry.ts";

/** What Sentry has been told, one entry an item of an envelope. */
export type ReceivedItem = {
  readonly envelope: Record<string, unknown>;
  readonly type: string;
  readonly header: Record<string, unknown>;
  // deno-lint-ignore no-explicit-any
  readonly payload: any;
};

/** A Sentry that keeps in memory what it is told, with the program's side of the connection. */
export function startFakeSentry(options: Partial<SentryOptions> = {}) {
  const items: ReceivedItem[] = [];
  const bodies: string[] = [];
  const sentry = initSentry({
    dsn: "https://0123456789abcdef0123456789abcdef@sentry.example/42",
    environment: "test",
    release: "roadcall@test",
    tracesSampleRate: 1,
    userDetails: "full",
    secrets: [],
    fetch: (_url, init) => {
      const body = String(init?.body);
      bodies.push(body);
      items.push(...parseItems(body));
      return Promise.resolve(new Response("{}"));
    },
    ...options,
  });
  return {
    sentry,
    bodies,
    /** All that has arrived of one type, once nothing is on its way any more. */
    async receive(type: string): Promise<ReceivedItem[]> {
      await sentry.flush(2000);
      return items.filter((item) => item.type === type);
    },
  };
}

/** Envelopes as this program sends them: each header and each payload is one line of JSON. */
export function parseItems(body: string): ReceivedItem[] {
  const [envelope, ...lines] = body.split("\n").filter((line) => line !== "").map((line) =>
    JSON.parse(line)
  );
  const items: ReceivedItem[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const header = lines[index];
    items.push({ envelope, header, type: header.type, payload: lines[index + 1] });
  }
  return items;
}
