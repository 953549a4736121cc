/** A request's body, within limits: as it came over the wire, and unpacked. */
import { Buffer } from "node:buffer";

type Problem = "too large" | "unknown encoding" | "broken encoding";

export type Body =
  & {
    /** As it came; nothing of what was too long to be read. */
    readonly wire: Uint8Array<ArrayBuffer>;
  }
  & (
    | { readonly bytes: Uint8Array<ArrayBuffer>; readonly problem?: never }
    | { readonly bytes?: never; readonly problem: Problem }
  );

const formats: Readonly<Record<string, CompressionFormat>> = { gzip: "gzip", deflate: "deflate" };

export async function readBody(
  request: Request,
  limits: { readonly request: number; readonly envelope: number },
): Promise<Body> {
  const none = new Uint8Array();
  const wire = request.body === null ? none : await collect(request.body, limits.request);
  if (wire === null) return { problem: "too large", wire: none };
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding === "identity" || encoding === "") {
    return wire.length > limits.envelope ? { problem: "too large", wire } : { wire, bytes: wire };
  }
  const format = Object.hasOwn(formats, encoding) ? formats[encoding] : undefined;
  if (format === undefined) return { problem: "unknown encoding", wire };
  try {
    const unpacked = new Blob([wire]).stream().pipeThrough(new DecompressionStream(format));
    const bytes = await collect(unpacked, limits.envelope);
    return bytes === null ? { problem: "too large", wire } : { wire, bytes };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: "broken encoding", wire };
  }
}

/** @returns null where it is longer than the limit; the rest is then not read */
async function collect(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
