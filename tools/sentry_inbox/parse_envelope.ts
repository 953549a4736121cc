/** The bytes of an envelope → its header and its items, by Sentry's description of the format. */
import * as v from "valibot";

export interface Envelope {
  readonly header: Readonly<Record<string, unknown>>;
  readonly items: readonly EnvelopeItem[];
}

export interface EnvelopeItem {
  readonly type: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** Thrown where the bytes are no envelope; its message is what Sentry names as the cause. */
export class EnvelopeError extends Error {
  override readonly name = "EnvelopeError";
}

const newline = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true });
const headerSchema = v.record(v.string(), v.unknown());
const itemHeaderSchema = v.looseObject({
  type: v.string(),
  length: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** @throws {EnvelopeError} where a header or a length is wrong */
export function parseEnvelope(bytes: Uint8Array<ArrayBuffer>): Envelope {
  const first = lineEnd(bytes, 0);
  const header = parseHeader(bytes.subarray(0, first), headerSchema, "invalid envelope header");
  const items: EnvelopeItem[] = [];
  let at = first + 1;
  while (at < bytes.length) {
    const headerEnd = lineEnd(bytes, at);
    // An empty line may stand at the very end.
    if (headerEnd === at && bytes.subarray(at).every((byte) => byte === newline)) break;
    const itemHeader = parseHeader(
      bytes.subarray(at, headerEnd),
      itemHeaderSchema,
      "invalid item header",
    );
    const start = Math.min(headerEnd + 1, bytes.length);
    const end = itemHeader.length === undefined || itemHeader.length === null
      ? lineEnd(bytes, start)
      : start + itemHeader.length;
    if (end > bytes.length) throw new EnvelopeError("unexpected end of file");
    if (end < bytes.length && bytes[end] !== newline) {
      throw new EnvelopeError("missing newline after header or payload");
    }
    items.push({
      type: itemHeader.type,
      header: itemHeader,
      payload: bytes.slice(start, end),
    });
    at = end + 1;
  }
  return { header, items };
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(newline, from);
  return end === -1 ? bytes.length : end;
}

function parseHeader<const S extends v.GenericSchema>(
  bytes: Uint8Array,
  schema: S,
  problem: string,
): v.InferOutput<S> {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    throw new EnvelopeError(problem);
  }
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new EnvelopeError(problem);
  return parsed.output;
}
