/**
 * `deno task dev`: the desk on this machine, restarted on edits. With `BOT_TOKEN` it talks to the
 * real Telegram; without one a sandbox is its Telegram, with a page in the browser, a company that
 * is set up, and an embedded database that lasts as long as this run.
 */
import { startSandbox } from "./dev/start_sandbox.ts";
import { startDesk } from "./dev/start_desk.ts";

const token = Deno.env.get("BOT_TOKEN") ?? "";
const status = token === "" ? await runOnSandbox() : await runOnTelegram();
Deno.exit(status);

/** The real Telegram, with the settings of the environment and of `.env`. */
async function runOnTelegram(): Promise<number> {
  const desk = startDesk({ SIGN_UPS: Deno.env.get("SIGN_UPS") || "open" });
  onSignal(() => desk.stop());
  return (await desk.ended).code;
}

async function runOnSandbox(): Promise<number> {
  const sandbox = await startSandbox(Number(Deno.env.get("SANDBOX_PORT") || 8081));
  const desk = startDesk(sandbox.settings);
  onSignal(() => desk.stop());
  const ended = desk.ended.then(({ code }) => ({ code }));
  const ready = sandbox.introduce().then(() => {
    console.log(`\n  Roadcall runs on a Telegram of its own. Open  ${sandbox.address}\n`);
    return ended;
  });
  const { code } = await Promise.race([ended, ready]);
  await sandbox.stop();
  return code;
}

function onSignal(stop: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
}
