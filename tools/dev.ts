/**
 * `deno task dev`: the desk on this machine, started anew on edits. With `BOT_TOKEN` it talks to the
 * real Telegram; without one a sandbox is its Telegram, with a page in the browser, a company that
 * is set up, and an embedded database that lasts as long as this run.
 */
import { parseEnv } from "node:util";
import { type DeskRun, runDesk } from "./dev/run_desk.ts";
import { startSandbox } from "./dev/start_sandbox.ts";

const settings = { ...await readSettingsFile(), ...withoutEmpty(Deno.env.toObject()) };
const code = settings["BOT_TOKEN"] ? await runOnTelegram() : await runOnSandbox();
Deno.exit(code);

async function runOnTelegram(): Promise<number> {
  const desk = runDesk({ ...settings, SIGN_UPS: settings["SIGN_UPS"] || "open" });
  stopOnSignal(desk);
  return await desk.ended;
}

async function runOnSandbox(): Promise<number> {
  const sandbox = await startSandbox(Number(settings["SANDBOX_PORT"] || 8081));
  const desk = runDesk({ ...settings, ...sandbox.settings });
  stopOnSignal(desk);
  const introduced = sandbox.introduce().then(() => {
    console.log(`\n  Roadcall runs on a Telegram of its own. Open  ${sandbox.address}\n`);
    return desk.ended;
  });
  const code = await Promise.race([desk.ended, introduced]);
  await sandbox.stop();
  return code;
}

function stopOnSignal(desk: DeskRun): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => desk.stop());
  }
}

/** `.env`, where there is one; what the environment says wins over it. */
async function readSettingsFile(): Promise<Record<string, string>> {
  try {
    return withoutEmpty(parseEnv(await Deno.readTextFile(new URL("../.env", import.meta.url))));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

/** Unset and empty are the same. */
function withoutEmpty(env: Record<string, string | undefined>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value) given[name] = value;
  return given;
}
