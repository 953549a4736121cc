/** What is sent as JSON and comes back as such. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

export type JsonObject = { readonly [name: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `Array.isArray` takes a list that may not be written to for one of anything. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The items of a list, and none of what is no list. */
export function listItems(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}

/** What stands under a name, where it is an object, and an empty one elsewhere. */
export function findObject(value: Json | undefined, name: string): JsonObject {
  const inner = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(inner) ? inner : {};
}

/**
 * Untrusted JSON with its names written as Sentry's published description writes them: requests
 * are described with `logic_type`, answers come with `logicType`. What stands under `actions` stays
 * as it came: some of it is named by other companies' programs, and goes back to Sentry as it is.
 *
 * @throws {TypeError} where it is nothing that JSON could hold
 */
export function parseJson(value: unknown): Json {
  return read(value, toSnakeCase);
}

function read(value: unknown, rename: (name: string) => string): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map((each) => read(each, rename));
  if (typeof value !== "object") throw new TypeError(`a ${typeof value} is no JSON`);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      rename(name),
      read(each, name === "actions" ? (same) => same : rename),
    ]),
  );
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
