/** Starts the sandbox by itself, with the demo world and a Sentry inbox: `deno task sandbox`. */
import { startInbox } from "../dev/start_inbox.ts";
import { createSandbox } from "./create_sandbox.ts";
import { createDemoWorld } from "./demo_world.ts";
import { createPage } from "./page/create_page.tsx";

const DEFAULT_PORT = 8081;

const wanted = Deno.env.get("PORT") ?? "";
const port = wanted === "" ? DEFAULT_PORT : Number(wanted);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error("PORT must be a number from 0 to 65535");
  Deno.exit(2);
}
let chats: string | null = null;
const inbox = await startInbox(Deno.env.get("SENTRY_INBOX_PORT"), () => chats);
const links = [{ name: "Sentry", address: inbox.address }];
const sandbox = createSandbox({ page: (made) => createPage(made, { links }) });
const { bot } = createDemoWorld(sandbox);
const server = sandbox.listen({ port });
chats = server.apiRoot;
console.log(`The sandbox's page: ${server.apiRoot}/`);
console.log(`The Sentry inbox:   ${inbox.address}/`);
console.log(`For a bot:          TELEGRAM_API_ROOT=${server.apiRoot} BOT_TOKEN=${bot.token}`);
console.log(`                    SENTRY_DSN=${inbox.settings["SENTRY_DSN"]}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void stop());
}

async function stop(): Promise<never> {
  await Promise.all([server.stop(), inbox.stop()]);
  Deno.exit(0);
}
