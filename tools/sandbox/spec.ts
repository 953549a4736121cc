/**
 * The Bot API as data, in the shape of the published `telegram-bot-api.json`: only what is
 * read from it here. Where the environment's `BOT_API_SPEC` names such a file, each call is
 * checked against it too.
 */
import * as v from "valibot";

const fieldSchema = v.object({
  name: v.string(),
  types: v.array(v.string()),
  required: v.boolean(),
  description: v.string(),
});
const specSchema = v.object({
  version: v.string(),
  methods: v.record(
    v.string(),
    v.object({ name: v.string(), fields: v.optional(v.array(fieldSchema)) }),
  ),
  types: v.record(
    v.string(),
    v.object({
      name: v.string(),
      fields: v.optional(v.array(fieldSchema)),
      subtypes: v.optional(v.array(v.string())),
    }),
  ),
});

export type SpecField = v.InferOutput<typeof fieldSchema>;
export type BotApiSpec = v.InferOutput<typeof specSchema>;

/** @throws {Error} naming the file, where it is not there or no such data */
export function readSpec(path: string): BotApiSpec {
  try {
    return v.parse(specSchema, JSON.parse(Deno.readTextFileSync(path)));
  } catch (cause) {
    throw new Error(`BOT_API_SPEC: ${path} is not the Bot API as data`, { cause });
  }
}

let loaded: { path: string; spec: BotApiSpec } | undefined;

/** @returns undefined where `BOT_API_SPEC` is unset or may not be read */
export function findSpecInEnvironment(): BotApiSpec | undefined {
  const permission = Deno.permissions.querySync({ name: "env", variable: "BOT_API_SPEC" });
  const path = permission.state === "granted" ? Deno.env.get("BOT_API_SPEC") : undefined;
  if (path === undefined || path === "") return undefined;
  // Read once: it is large, and a test suite makes many sandboxes.
  if (loaded?.path !== path) loaded = { path, spec: readSpec(path) };
  return loaded.spec;
}
