/** A Telegram whose calls of one method, or all, hang as long as a test likes. */
export interface HangingTelegram extends AsyncDisposable {
  readonly apiRoot: string;
  /** From now on calls of this method get no answer, of any where it is `*`; null: all do. */
  hang(method: string | null): void;
  /** Resolves when so many calls have come to hang. */
  waitForHanging(count: number): Promise<void>;
}

/** @param apiRoot the sandbox, which gets all other calls */
export function createHangingTelegram(apiRoot: string): HangingTelegram {
  let method: string | null = null;
  let hanging = 0;
  const waiting: { count: number; resolve(): void }[] = [];
  const closed = Promise.withResolvers<void>();

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const body = await request.arrayBuffer();
    if (method === "*" || (method !== null && pathname.endsWith(`/${method}`))) {
      hanging++;
      for (const { count, resolve } of waiting) if (hanging >= count) resolve();
      await closed.promise;
      return new Response(null, { status: 504 });
    }
    return await fetch(`${apiRoot}${pathname}`, {
      method: request.method,
      headers: { "content-type": request.headers.get("content-type") ?? "application/json" },
      body: body.byteLength === 0 ? null : body,
    });
  }

  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => answer(request).catch(() => new Response(null, { status: 502 })),
  );
  return {
    apiRoot: `http://127.0.0.1:${server.addr.port}`,
    hang: (wanted) => void (method = wanted),
    waitForHanging(count) {
      return new Promise((resolve) => {
        if (hanging >= count) resolve();
        else waiting.push({ count, resolve });
      });
    },
    async [Symbol.asyncDispose]() {
      closed.resolve();
      await server.shutdown();
    },
  };
}
