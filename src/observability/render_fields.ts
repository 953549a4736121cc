/**
 * The fields of a line for a person's eye: ` name=value` each, and the stack of an error on lines
 * of its own.
 */
export function renderFields(fields: Readonly<Record<string, unknown>>): string {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  const plain = known.filter(([, value]) => !(value instanceof Error));
  const errors = known.map(([, value]) => value).filter((value) => value instanceof Error);
  return plain.map(([name, value]) => ` ${name}=${renderValue(value)}`).join("") +
    errors.map((error) => `\n${renderError(error)}`).join("");
}

/**
 * A value on one line.
 *
 * @param change what becomes of each text within a list or an object
 */
export function renderValue(value: unknown, change = (text: string) => text): string {
  if (typeof value === "string") return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(
      value,
      (_, part) =>
        typeof part === "bigint" ? String(part) : typeof part === "string" ? change(part) : part,
    );
  } catch {
    // A circle; a log line is no reason to fail.
    return Object.prototype.toString.call(value);
  }
}

function renderError(error: Error): string {
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause instanceof Error ? `${own}\nCaused by: ${renderError(error.cause)}` : own;
}
