/** Starts the sandbox by itself, with the demo world: `deno task sandbox`. */
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
const sandbox = createSandbox({ page: createPage });
const { bot } = createDemoWorld(sandbox);
const server = sandbox.listen({ port });
console.log(`The sandbox's page: ${server.apiRoot}/`);
console.log(`For a bot:          TELEGRAM_API_ROOT=${server.apiRoot} BOT_TOKEN=${bot.token}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void server.stop().then(() => Deno.exit(0)));
}
