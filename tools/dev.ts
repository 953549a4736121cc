/**
 * `deno task dev`: the desk on this machine, started anew on edits. With `BOT_TOKEN` it talks to the
 * real Telegram; without one a sandbox is its Telegram, with a page in the browser, a company that
 * is set up, and an embedded database that lasts as long as this run. What Sentry would receive is
 * on a page of its own, unless `SENTRY_DSN` names a Sentry.
 */
import { parseEnv } from "node:util";
import { type DeskRun, runDesk } from "./dev/run_desk.ts";
import { type DevInbox, startInbox } from "./dev/start_inbox.ts";
import { startSandbox } from "./dev/start_sandbox.ts";

const settings = { ...await readSettingsFile(), ...withoutEmpty(Deno.env.toObject()) };
let chats: string | null = null;
const inbox = settings["SENTRY_DSN"]
  ? null
  : await startInbox(settings["SENTRY_INBOX_PORT"], () => chats);
const code = settings["BOT_TOKEN"] ? await runOnTelegram(inbox) : await runOnSandbox(inbox);
await inbox?.stop();
Deno.exit(code);

async function runOnTelegram(inbox: DevInbox | null): Promise<number> {
  const desk = runDesk({
    ...inbox?.settings,
    ...settings,
    SIGN_UPS: settings["SIGN_UPS"] || "open",
  });
  stopOnSignal(desk);
  if (inbox !== null) console.log(`\n${describeInbox(inbox)}\n`);
  return await desk.ended;
}

async function runOnSandbox(inbox: DevInbox | null): Promise<number> {
  const port = Number(settings["SANDBOX_PORT"] || 8081);
  const sandbox = await startSandbox(port, inbox?.address ?? null);
  chats = sandbox.address;
  const desk = runDesk({ ...inbox?.settings, ...settings, ...sandbox.settings });
  stopOnSignal(desk);
  const introduced = sandbox.introduce().then(() => {
    const second = inbox === null ? "" : `\n${describeInbox(inbox)}`;
    console.log(`\n  Roadcall runs on a Telegram of its own. Open  ${sandbox.address}${second}\n`);
    return desk.ended;
  });
  const code = await Promise.race([desk.ended, introduced]);
  await sandbox.stop();
  return code;
}

function describeInbox({ address }: DevInbox): string {
  return `  What Sentry would be told of it is on         ${address}`;
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
