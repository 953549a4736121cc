/**
 * The entry point. It registers the clock and loads the rest, which is in run.ts, or on Deno Deploy
 * in deploy.ts; what the program is made of is in program.ts.
 */
import { registerTick } from "./src/cron/register_tick.ts";
import { createDeployedDesk, type DeployedDesk, isOnDenoDeploy } from "./deploy.ts";
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

/** Deno Deploy's server listens from the first moment, and is told to end by a signal. */
function serveDeployed(desk: DeployedDesk): void {
  const port = Number(Deno.env.get("PORT") ?? NaN);
  const server = Deno.serve(
    { port: Number.isInteger(port) ? port : 8000 },
    (request) => desk.fetch(request),
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, async () => {
      await server.shutdown();
      await desk.stop();
      Deno.exit(0);
    });
  }
}

if (import.meta.main) {
  const started = Promise.withResolvers<Program>();
  const deployed = isOnDenoDeploy() ? createDeployedDesk(Deno.env.toObject()) : null;
  // Before the first await and before any server, where Deno Deploy looks for it.
  const hasCron = registerTick(
    deployed?.tick ?? (async () => void await (await started.promise).tick()),
  );
  if (deployed === null) Deno.exit(await runDesk(started, hasCron));
  else serveDeployed(deployed);
}
