/**
 * The trial: `deno task trial`. Replicas of the program, a Postgres and Telegram, all of which fail
 * again and again, while people live through thousands of incidents; then what they were told is
 * held against what is there. See docs/trial.md.
 */
import { fileURLToPath } from "node:url";
import { judge } from "./judge/judge.ts";
import { keepEvidence } from "./keep_evidence.ts";
import { parseOptions, type TrialOptions, usage } from "./parse_options.ts";
import { playPeople } from "./people/play_people.ts";
import type { TrialRecord, Verdict } from "./ports.ts";
import { createRandom } from "./random.ts";
import { renderTable } from "./render_table.ts";
import { createTrialWorld, type RunningWorld } from "./world/create_world.ts";
import type { Quiet } from "./world/await_quiet.ts";
import { faultKinds } from "./world/draw_fault.ts";
import { plants } from "./world/plant.ts";
import type { TroubleCounts } from "./world/make_trouble.ts";

/** Breaches that are told on the screen; all of them stand in the evidence. */
const mostTold = 20;
const options = parseOptions(Deno.args);
if (typeof options === "string") {
  console.error(`${options}\n\n${usage}`);
  Deno.exit(2);
}
let interrupted = false;
try {
  Deno.exit(await runTrial(options) ? 0 : 1);
} catch (error) {
  if (!interrupted) throw error;
  // What it worked with is being taken away; whoever does so ends all of it.
  await new Promise(() => {});
}

async function runTrial(options: TrialOptions): Promise<boolean> {
  const { seed, scale, groups, lives, atOnce, updates, minutes } = options;
  console.log(
    `Trial of seed ${seed}: ${groups} groups, ${lives} lives, by ${updates}; ` +
      `time runs ${scale} times faster.`,
  );
  const began = performance.now();
  const over = new AbortController();
  await using ending = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "roadcall_trial_" });
  ending.defer(() => Deno.remove(folder, { recursive: true }));
  // The database's own user must get to its folder within.
  await Deno.chmod(folder, 0o755);
  const world = await createTrialWorld({
    random: createRandom(seed),
    scale,
    groups,
    updates,
    plant: plants[options.plant ?? ""] ?? null,
    root: fileURLToPath(new URL("../../", import.meta.url)),
    folder,
    signal: over.signal,
  });
  ending.use(world);
  endOnSignal(() => ending.disposeAsync());
  console.log(`Everything is set up after ${since(began)}.`);
  const timer = setTimeout(() => over.abort(), minutes * 60_000);
  world.beginTrouble(minutes * 60 * scale);
  const record = await playPeople(world, { lives, atOnce });
  clearTimeout(timer);
  console.log(`The people are done after ${since(began)}.`);
  const trouble = await world.endTrouble();
  const quiet = await world.settle(options.settleSeconds);
  const end = quiet.reached ? "Nothing is owed any more" : "Something is still owed";
  console.log(`${end} after ${since(began)}.`);
  const verdict = await judge({
    record,
    databaseUrl: world.postgres.url,
    sandbox: world.sandbox,
    botId: world.botId,
    groups: world.groups,
    scale,
  });
  console.log(`\n${renderTable(describe(world, record, trouble, quiet, verdict))}`);
  const good = verdict.breaches.length === 0 && quiet.reached && world.failures() === 0;
  if (!good) {
    const evidence = `${options.keep}/seed_${seed}_${new Date().toISOString().replaceAll(":", "")}`;
    const logs = world.replicas.map(({ log }) => log);
    await keepEvidence(evidence, { world, record, verdict, logs });
    console.log(
      `\n${
        verdict.breaches.slice(0, mostTold).map(({ check, what }) => `${check}: ${what}`).join("\n")
      }`,
    );
    console.log(`\nSeed ${seed} FAILED. What there is to look into it stands in ${evidence}`);
  } else console.log(`\nSeed ${seed} passed.`);
  return good;
}

/** Replicas and a Postgres would live on. */
function endOnSignal(end: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      interrupted = true;
      void end().finally(() => Deno.exit(130));
    });
  }
}

function describe(
  world: RunningWorld,
  record: TrialRecord,
  trouble: TroubleCounts,
  quiet: Quiet,
  verdict: Verdict,
) {
  const { doubled, overtaken, unconfirmed } = world.balancer.counts;
  const stall = world.stalls.longestMs() * world.scale;
  const left = Object.entries(quiet.left).filter(([, count]) => count > 0);
  return [
    { title: "People", rows: record.figures.map(({ name, count }) => [name, count] as const) },
    {
      title: "Trouble",
      rows: [
        ["calls of Telegram", world.calls.length] as const,
        ...faultKinds.map((kind) => [`  ${kind}`, world.faults.counts.get(kind) ?? 0] as const),
        ["replicas killed", trouble.kills] as const,
        ["replicas told to end", trouble.stops] as const,
        ["restarts of Postgres", trouble.databaseRestarts] as const,
        ["updates given to two replicas at once", doubled] as const,
        ["updates given again later", world.redelivered()] as const,
        ["updates applied, answer lost", unconfirmed] as const,
        ["updates overtaken by later ones", overtaken] as const,
        ["longest stall of this machine, in this world's ms", stall] as const,
      ],
    },
    {
      title: "Checks, and how many breaches",
      rows: [
        ...verdict.checks.map(({ name, looked, breaches }) => [name, looked, breaches] as const),
        ["no replica ends by itself", world.replicas.length, world.failures()] as const,
        ...left.map(([name, count]) => [`owed in the end: ${name}`, "", count] as const),
      ],
    },
  ];
}

function since(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
