import { parseEnv } from "node:util";
import type { Environment } from "../config.ts";

/**
 * The environment with what a settings file adds to it: the environment wins, and an empty setting
 * counts as one that is not there.
 *
 * @param file a `.env`; one that is missing adds nothing
 */
export async function readSettings(environment: Environment, file: URL): Promise<Environment> {
  return { ...withoutEmpty(parseEnv(await readFile(file))), ...withoutEmpty(environment) };
}

async function readFile(file: URL): Promise<string> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function withoutEmpty(environment: Environment): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value) given[name] = value;
  return given;
}
