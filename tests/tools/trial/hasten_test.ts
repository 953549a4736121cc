/** The clock of a replica in the trial. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const hasten = fileURLToPath(new URL("../../../tools/trial/world/hasten.ts", import.meta.url));
const anchorMs = 1_800_000_000_000;
const scale = 1000;

/** What a program sees that waits for ten minutes, in a file of this name. */
async function measure(name: string, waitMs: number) {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_hasten_" });
  await Deno.mkdir(`${folder}/postgres`);
  await Deno.writeTextFile(
    `${folder}/${name}`,
    `const [at, since] = [Date.now(), performance.now()];
     await new Promise((resolve) => setTimeout(resolve, ${waitMs}));
     console.log(JSON.stringify({
       at, waited: Date.now() - at, passed: performance.now() - since, made: new Date().getTime(),
       given: new Date(5).getTime(), isDate: new Date() instanceof Date,
     }));`,
  );
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `--preload=${hasten}`, `${folder}/${name}`],
    env: {
      TRIAL_SCALE: String(scale),
      TRIAL_ANCHOR_MS: String(Date.now()),
      TRIAL_SKEW_MS: String(anchorMs - Date.now()),
    },
    signal: AbortSignal.timeout(60_000),
  }).output();
  await Deno.remove(folder, { recursive: true });
  assert.equal(new TextDecoder().decode(stderr), "");
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("ten minutes pass in less than a second, by every clock, from the moment that is given", async () => {
  const seen = await measure("program.ts", 600_000);
  const tenMinutes = 600_000 - scale;
  assert.ok(seen.waited >= tenMinutes && seen.passed >= tenMinutes, JSON.stringify(seen));
  assert.ok(seen.at >= anchorMs && seen.made >= seen.at + seen.waited, JSON.stringify(seen));
  assert.ok(seen.isDate && seen.given === 5);
});

Deno.test("what bounds the database waits as long as ever", async () => {
  const seen = await measure("postgres/connection.ts", 100);
  assert.ok(seen.waited >= 99 * scale, JSON.stringify(seen));
});
