import assert from "node:assert/strict";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import { openProfiler } from "../../src/observability/profiler/open_profiler.ts";
import type { ProfilePayload } from "../../src/observability/profiler/sample_profile.ts";
import { createTransactionProfiler } from "../../src/observability/sentry/transaction_profiler.ts";
import { startFakeSentry } from "../observability/fake_sentry.ts";
import { startDesk } from "./start_desk.ts";

const root = new URL("../../", import.meta.url);

Deno.test("an incident's presses are profiled, in functions of our own at their lines", async () => {
  const profiler = await openProfiler({ now: () => performance.now() });
  assert.ok(profiler !== null);
  const { sentry, receive, bodies } = startFakeSentry();
  const telemetry = createTelemetry({
    sentry,
    profiler: createTransactionProfiler(profiler, {
      rate: 1,
      root,
      release: "roadcall@test",
      environment: "test",
    }),
  });
  {
    await using desk = await startDesk({ telemetry });
    const { dana, mia } = desk;
    dana.write("/ticket flat tire, I-95 exit 12");
    await desk.cardSays("0001", "flat tire");
    await dana.press("0001", "Maintenance");
    await desk.cardSays("0001", "Waiting for Maintenance");
    await mia.press("0001", "Claim");
    await desk.cardSays("0001", "In progress", "Mia");
  }
  const transactions = (await receive("transaction")).map(({ payload }) => payload);
  const profiles: ProfilePayload[] = (await receive("profile")).map(({ payload }) => payload);
  profiler.close();

  assert.ok(profiles.length > 0);
  for (const { event_id, transaction } of profiles) {
    const own = transactions.find((each) => each.event_id === transaction.id);
    assert.equal(own?.contexts.profile.profile_id, event_id);
    assert.equal(own?.transaction, transaction.name);
  }
  const frames = profiles.flatMap(({ profile }) => profile.frames);
  const paths = frames.flatMap(({ abs_path }) => abs_path ?? []);
  assert.deepEqual(paths.filter((path) => path.startsWith("/") || path.includes("file:")), []);
  const ours = frames.filter(({ in_app }) => in_app);
  assert.ok(ours.some(({ abs_path }) => abs_path?.startsWith("src/")), paths.join());
  let found = 0;
  for (const { function: name, abs_path = "", lineno = 0 } of ours) {
    const source = await Deno.readTextFile(new URL(abs_path, root));
    // Others, such as constructors and what has its name from where it is passed, begin elsewhere.
    if (!source.includes(`function ${name}(`)) continue;
    const line = source.split("\n")[lineno - 1] ?? "";
    assert.ok(line.includes(name), `${name} at ${abs_path}:${lineno}, which is: ${line}`);
    found++;
  }
  assert.ok(found > 0, paths.join());
  assert.equal(bodies.some((body) => body.includes("flat tire")), false);
});
