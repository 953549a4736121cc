/** What `deno task trial` is told. */
import { parseArgs } from "node:util";
import { plants } from "./world/plant.ts";

export interface TrialOptions {
  readonly seed: number;
  readonly groups: number;
  readonly lives: number;
  /** How many lives are under way at once, at most. */
  readonly atOnce: number;
  /** How many times faster than the wall's this world's time runs. */
  readonly scale: number;
  /** Of the wall's time, for people to live in. */
  readonly minutes: number;
  /** Of this world's time, for what is owed when the people are done: it may be put off. */
  readonly settleSeconds: number;
  readonly updates: "webhook" | "polling";
  /** The bug to plant; null: none. */
  readonly plant: string | null;
  /** Where evidence is kept after a breach. */
  readonly keep: string;
}

const full = { groups: 50, lives: 2_500, atOnce: 100, scale: 10, minutes: 7, settleSeconds: 3_600 };
const short = { groups: 10, lives: 120, atOnce: 20, scale: 10, minutes: 1, settleSeconds: 900 };

export const usage = `deno task trial [--seed N] [--short] [--groups N] [--lives N] [--at-once N]
                [--scale N] [--minutes N] [--updates webhook|polling]
                [--plant dedupe|lease|stale] [--keep FOLDER]`;

/** @returns the options, or in words what is wrong with the arguments */
export function parseOptions(args: readonly string[]): TrialOptions | string {
  const parsed = parse(args);
  if (typeof parsed === "string") return parsed;
  const size = parsed.short ? short : full;
  const wrong: string[] = [];
  const number = (
    name: "seed" | "groups" | "lives" | "at-once" | "scale" | "minutes",
    usual: number,
  ) => {
    const given = parsed[name];
    const value = given === undefined ? usual : Number(given);
    const whole = name !== "minutes";
    if (given?.trim() !== "" && value > 0 && (!whole || Number.isSafeInteger(value))) return value;
    wrong.push(`--${name} must be a ${whole ? "whole " : ""}number above 0`);
    return usual;
  };
  const seed = number("seed", 1);
  const options = {
    seed,
    groups: number("groups", size.groups),
    lives: number("lives", size.lives),
    atOnce: number("at-once", size.atOnce),
    scale: number("scale", size.scale),
    minutes: number("minutes", size.minutes),
    settleSeconds: size.settleSeconds,
    // So that a run over several seeds has both.
    updates: parseUpdates(parsed.updates, seed),
    plant: parsed.plant ?? null,
    keep: parsed.keep ?? ".trial",
  };
  const { updates, plant } = options;
  if (plant !== null && !Object.hasOwn(plants, plant)) {
    wrong.push(`--plant must be one of ${Object.keys(plants).join(", ")}`);
  }
  if (updates === null) wrong.push("--updates must be webhook or polling");
  if (wrong.length > 0 || updates === null) return wrong.join("\n");
  return { ...options, updates };
}

function parseUpdates(given: string | undefined, seed: number): TrialOptions["updates"] | null {
  if (given === undefined) return seed % 2 === 1 ? "webhook" : "polling";
  return given === "webhook" || given === "polling" ? given : null;
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        short: { type: "boolean", default: false },
        seed: text,
        groups: text,
        lives: text,
        "at-once": text,
        scale: text,
        minutes: text,
        updates: text,
        plant: text,
        keep: text,
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
