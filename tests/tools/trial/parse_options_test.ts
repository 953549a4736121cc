import assert from "node:assert/strict";
import { parseOptions } from "../../../tools/trial/parse_options.ts";

Deno.test("sizes, full and short, and what is given instead", () => {
  const full = parseOptions([]);
  assert.ok(typeof full !== "string");
  assert.deepEqual([full.groups, full.lives, full.seed], [50, 2500, 1]);
  const short = parseOptions(["--short", "--seed", "8", "--lives", "7", "--minutes", "0.5"]);
  assert.ok(typeof short !== "string");
  assert.deepEqual([short.seed, short.lives, short.minutes, short.plant], [8, 7, 0.5, null]);
  assert.ok(short.groups < full.groups);
});

Deno.test("odd seeds go by webhook, even ones by polling, unless told", () => {
  const updates = (...args: string[]) => {
    const options = parseOptions(args);
    return typeof options === "string" ? options : options.updates;
  };
  assert.equal(updates("--seed", "3"), "webhook");
  assert.equal(updates("--seed", "4"), "polling");
  assert.equal(updates("--seed", "4", "--updates", "webhook"), "webhook");
});

Deno.test("what is wrong is said, all of it at once", () => {
  const told = parseOptions([
    "--seed",
    "x",
    "--lives",
    "0",
    "--updates",
    "pigeons",
    "--plant",
    "weeds",
  ]);
  assert.ok(typeof told === "string");
  for (const name of ["--seed", "--lives", "--updates", "--plant"]) {
    assert.ok(told.includes(name), told);
  }
  assert.match(String(parseOptions(["--sead", "1"])), /--sead/);
});
