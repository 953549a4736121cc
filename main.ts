/**
 * The entry point. It registers the clock and loads the rest, which is in run.ts; what the program is
 * made of is in program.ts.
 */
import { registerTick } from "./src/cron/register_tick.ts";
import { findPermissionTrouble } from "./src/launch/permission_trouble.ts";
import type { Program } from "./program.ts";

async function runDesk(
  started: PromiseWithResolvers<Program>,
  hasCron: boolean,
): Promise<number> {
  try {
    // Loaded here, so that a package that is denied what it looks for is told of in words too.
    const { run } = await import("./run.ts");
    return await run(started, hasCron);
  } catch (error) {
    const trouble = findPermissionTrouble(error);
    if (trouble === null) throw error;
    console.error(trouble);
    return 1;
  }
}

if (import.meta.main) {
  const started = Promise.withResolvers<Program>();
  // Before the first await, where Deno Deploy looks for it.
  const hasCron = registerTick(async () => void await (await started.promise).tick());
  Deno.exit(await runDesk(started, hasCron));
}
