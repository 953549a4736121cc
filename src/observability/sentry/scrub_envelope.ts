/** Goes through everything of an envelope and blanks what must not leave. */
export function scrubEnvelope<T>(envelope: T, redact: (text: string) => string): T {
  scrub(envelope, redact);
  return envelope;
}

function scrub(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) {
    value.forEach((each, index) => {
      value[index] = scrub(each, redact);
    });
  } else if (isRecord(value)) {
    for (const [name, each] of Object.entries(value)) value[name] = scrub(each, redact);
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
}
