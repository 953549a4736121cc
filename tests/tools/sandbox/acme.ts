/** The demo world behind a real server, and grammY's own client to meet it with. */
import assert from "node:assert/strict";
import { Api, GrammyError, HttpError } from "grammy";
import type { Sandbox, SandboxOptions, SandboxServer } from "../../../tools/sandbox/control.ts";
import { createSandbox } from "../../../tools/sandbox/create_sandbox.ts";
import { createDemoWorld, type DemoWorld } from "../../../tools/sandbox/demo_world.ts";

export interface Acme extends DemoWorld {
  sandbox: Sandbox;
  server: SandboxServer;
  api: Api;
  /** Takes every update that waits and confirms it. */
  drain(): Promise<Awaited<ReturnType<Api["getUpdates"]>>>;
}

/** A test with a world of its own, whose first updates (the bot was added) are read already. */
export function acmeTest(
  name: string,
  run: (acme: Acme) => Promise<void>,
  options: SandboxOptions = {},
): void {
  Deno.test(name, async () => {
    const sandbox = createSandbox(options);
    const world = createDemoWorld(sandbox);
    const server = sandbox.listen();
    const api = new Api(world.bot.token, { apiRoot: server.apiRoot });
    const drain = async () => {
      const updates = await api.getUpdates();
      const last = updates.at(-1)?.update_id;
      if (last !== undefined) await api.getUpdates({ offset: last + 1 });
      return updates;
    };
    try {
      await drain();
      sandbox.clearCalls();
      await run({ ...world, sandbox, server, api, drain });
    } finally {
      await server.stop();
    }
  });
}

/** The call is refused with this code, and these words are in the description. */
export async function assertRefused(
  call: Promise<unknown>,
  code: number,
  words: string,
): Promise<GrammyError> {
  try {
    await call;
  } catch (error) {
    assert(error instanceof GrammyError, String(error));
    assert.equal(error.error_code, code, error.description);
    assert(error.description.includes(words), `“${error.description}” lacks “${words}”`);
    return error;
  }
  assert.fail(`was not refused with ${code} ${words}`);
}

export async function assertNoAnswer(call: Promise<unknown>): Promise<void> {
  await assert.rejects(call, HttpError);
}
