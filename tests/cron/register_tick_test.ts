import assert from "node:assert/strict";
import { registerTick } from "../../src/cron/register_tick.ts";
import { monitors } from "../../src/observability/monitors.ts";

Deno.test("the clock is registered at the top level, before anything is awaited", async () => {
  const source = await Deno.readTextFile(new URL("../../main.ts", import.meta.url));
  const [, block] = source.split("if (import.meta.main) {");
  assert.ok(block !== undefined, "main.ts begins its work in that block");
  const registered = block.indexOf("registerTick(");
  assert.ok(registered >= 0, "the clock is registered there");
  assert.ok(registered < block.search(/serveDeployed\(|Deno\.serve\(/), "before any server");
  // Nothing before it waits; what it is given waits only when the clock calls it.
  assert.doesNotMatch(block.slice(0, registered), /^\s*[^/\s].*\bawait\b/m);
  assert.doesNotMatch(source, /^(?:const .*= )?await\b/m, "nothing is awaited above it");
});

/** Puts something else in the place of `Deno.cron` while a test runs. */
async function withCron(cron: unknown, test: () => void | Promise<void>): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(Deno, "cron");
  assert.ok(own !== undefined);
  Object.defineProperty(Deno, "cron", { configurable: true, value: cron });
  try {
    await test();
  } finally {
    Object.defineProperty(Deno, "cron", own);
  }
}

Deno.test("the job has the name and the schedule that Sentry's monitor expects", async () => {
  const jobs: unknown[][] = [];
  const cron = (...job: unknown[]) => Promise.resolve(void jobs.push(job));
  const tick = () => Promise.resolve();
  await withCron(cron, () => assert.equal(registerTick(tick), true));
  assert.deepEqual(jobs, [[monitors.tick.job, monitors.tick.schedule, tick]]);
});

Deno.test("a Deno without cron is no reason not to start", async () => {
  await withCron(undefined, () => assert.equal(registerTick(() => Promise.resolve()), false));
});

Deno.test("each job of Deno.cron has a monitor of its own", async () => {
  const calls: string[] = [];
  for await (const { name } of Deno.readDir(new URL("../../src/cron/", import.meta.url))) {
    const source = await Deno.readTextFile(new URL(`../../src/cron/${name}`, import.meta.url));
    calls.push(...source.match(/Deno\.cron\([^)]*\)/g) ?? []);
  }
  assert.equal(calls.length, Object.keys(monitors).length, calls.join("\n"));
});
