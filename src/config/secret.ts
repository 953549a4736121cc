/** What stands in for a secret wherever it would be printed. */
const MASK = "[secret]";

/**
 * A value that must not be printed: tokens, passwords, connection strings.
 *
 * Interpolated, serialised, inspected or logged it shows `[secret]`, so that only code that says
 * `reveal()` can let it out. The value sits in a private field, which no inspector reads.
 */
export class Secret {
  readonly #value: string;

  /** @param value the text to keep, never empty in a parsed configuration */
  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one call that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for("Deno.customInspect")](): string {
    return MASK;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return MASK;
  }
}
