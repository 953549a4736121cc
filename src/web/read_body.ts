export interface BodyBounds {
  readonly mostBytes: number;
  /** Milliseconds from now until all of it must be there. */
  readonly withinMs: number;
}

export type BodyRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: "too_large" | "too_slow" | "broken" };

/**
 * Reads a request's body as UTF-8, and no further than the bounds: what a client announces is
 * believed only where it is too much, and what it sends is counted.
 */
export async function readBody(request: Request, bounds: BodyBounds): Promise<BodyRead> {
  const { mostBytes, withinMs } = bounds;
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) {
    return { ok: false, reason: "too_large" };
  }
  if (request.body === null) return { ok: true, text: "" };
  const reader = request.body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel().catch(() => {});
  }, withinMs);
  try {
    const chunks = await readChunks(reader, mostBytes);
    if (late) return { ok: false, reason: "too_slow" };
    if (chunks === null) {
      void reader.cancel().catch(() => {});
      return { ok: false, reason: "too_large" };
    }
    return { ok: true, text: decode(chunks) };
  } catch {
    // The client went away, or it is no UTF-8.
    return { ok: false, reason: late ? "too_slow" : "broken" };
  } finally {
    clearTimeout(timer);
  }
}

/** Null where there are more bytes. */
async function readChunks(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  mostBytes: number,
): Promise<readonly Uint8Array[] | null> {
  const chunks: Uint8Array[] = [];
  for (let bytes = 0;;) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    bytes += value.byteLength;
    if (bytes > mostBytes) return null;
    chunks.push(value);
  }
}

function decode(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
