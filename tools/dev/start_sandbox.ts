import { SandboxError } from "../sandbox/control.ts";
import { createSandbox } from "../sandbox/create_sandbox.ts";
import { createDemoWorld } from "../sandbox/demo_world.ts";
import { createPage } from "../sandbox/page/create_page.tsx";
import { listRoleHints, setUpDemo } from "./set_up_demo.ts";
import { findFreePort } from "../find_free_port.ts";

/** As much as the desk takes at once. */
const longestSkipSeconds = 86_400;

export interface DevSandbox {
  /** The page's address. */
  readonly address: string;
  /** What the desk must be told to live on it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Has the demo's people set up their company, as soon as the bot answers. */
  introduce(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A sandbox with its page, whose "skip" and "tick" reach the desk over HTTP.
 *
 * @param inbox the address of the Sentry inbox's page; null where there is none
 */
export async function startSandbox(port: number, inbox: string | null): Promise<DevSandbox> {
  const deskPort = findFreePort();
  const tickToken = crypto.randomUUID();
  const call = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${deskPort}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${tickToken}` },
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new SandboxError(`the desk answered ${path} with ${answer.status}`);
  };
  const roleHints = new Map<number, string>();
  const sandbox = createSandbox({
    page: (box) =>
      createPage(box, {
        roleHints,
        links: inbox === null ? [] : [{ name: "Sentry", address: inbox }],
      }),
    async onSkip(seconds) {
      for (let left = seconds; left > 0; left -= longestSkipSeconds) {
        await call(`/clock?skip_seconds=${Math.min(left, longestSkipSeconds)}`);
      }
    },
    onTick: () => call("/tick"),
  });
  const demo = createDemoWorld(sandbox);
  for (const [id, hint] of listRoleHints(demo)) roleHints.set(id, hint);
  const server = sandbox.listen({ port });
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall-sandbox-" });
  return {
    address: server.apiRoot,
    settings: {
      BOT_TOKEN: demo.bot.token,
      TELEGRAM_API_ROOT: server.apiRoot,
      DATA_DIR: dataDir,
      DATABASE_URL: "",
      UPDATES: "polling",
      PORT: String(deskPort),
      TICK_TOKEN: tickToken,
      SIGN_UPS: "open",
    },
    introduce: () => setUpDemo(sandbox, demo),
    async stop() {
      await server.stop();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}
