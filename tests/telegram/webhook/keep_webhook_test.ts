import assert from "node:assert/strict";
import type { Store, Transaction, WebhookRegistration } from "../../../src/desk/ports.ts";
import { createApi } from "../../../src/telegram/create_api.ts";
import { allowedUpdates } from "../../../src/telegram/polling/fetch_updates.ts";
import { PollingRefusedError } from "../../../src/telegram/polling/polling_trouble.ts";
import type { Pause } from "../../../src/telegram/polling/pause.ts";
import {
  keepWebhook,
  type KeepWebhookOptions,
} from "../../../src/telegram/webhook/keep_webhook.ts";
import { type Acme, acmeTest } from "../../tools/sandbox/acme.ts";
import { createRecordedLog } from "../recorded_log.ts";

const url = "http://127.0.0.1:1/webhook";
const secret = "a-secret-of-thirty-two-characters";

/** Waits end when the test says so, or at once where they are short. */
function createGatedPause() {
  const waits: number[] = [];
  const rests: PromiseWithResolvers<void>[] = [];
  const getRest = (index: number) => rests[index] ??= Promise.withResolvers();
  let rested = 0;
  let open = Promise.withResolvers<void>();
  const pause: Pause = {
    async wait(milliseconds, signal) {
      waits.push(milliseconds);
      if (milliseconds < 60_000) return;
      getRest(rested++).resolve();
      const aborted = new Promise<void>((resolve) =>
        signal.addEventListener("abort", () => resolve())
      );
      await Promise.race([open.promise, aborted]);
    },
    random: () => 0.5,
  };
  return {
    pause,
    waits,
    /** Resolves when all is well for the nth time, and nothing is to be done for a minute. */
    rest: (times = 1) => getRest(times - 1).promise,
    /** A minute is over. */
    pass() {
      open.resolve();
      open = Promise.withResolvers();
    },
  };
}

interface Memory {
  registration: WebhookRegistration | null;
}

function createMemory(memory: Memory): KeepWebhookOptions["store"] {
  const tx: Transaction = { transaction: true };
  const webhook: Store["webhook"] = {
    findRegistration: () => Promise.resolve(memory.registration),
    recordRegistration: (_, registration) => {
      memory.registration = registration;
      return Promise.resolve();
    },
  };
  return { database: { transaction: (work) => work(tx) }, webhook };
}

function keep(
  { bot, server }: Acme,
  memory: Memory,
  options: Partial<KeepWebhookOptions> = {},
) {
  const log = createRecordedLog();
  const gated = createGatedPause();
  /** Whether it was ready whenever it began to wait. */
  const told: boolean[] = [];
  const pause: Pause = {
    ...gated.pause,
    wait(milliseconds, signal) {
      told.push(keeper.describe().ok);
      return gated.pause.wait(milliseconds, signal);
    },
  };
  const keeper = keepWebhook({
    api: createApi(bot.token, { apiRoot: server.apiRoot }),
    url,
    secret,
    store: createMemory(memory),
    log,
    pause,
    ...options,
  });
  return { keeper, log, told, ...gated };
}

const nothing = (): Memory => ({ registration: null });

function countSets({ sandbox }: Acme): number {
  return sandbox.calls.filter(({ method }) => method === "setWebhook").length;
}

acmeTest("the webhook is set once with all that belongs to it", async (acme) => {
  const memory = nothing();
  const first = keep(acme, memory);
  assert.equal(first.keeper.describe().ok, false, "not before Telegram says so");
  await first.keeper.tried;
  assert.deepEqual(first.keeper.describe(), { ok: true, says: "webhook registered" });
  const call = acme.sandbox.calls.find(({ method }) => method === "setWebhook");
  assert.deepEqual(call?.payload, {
    url,
    secret_token: secret,
    allowed_updates: [...allowedUpdates],
    max_connections: 40,
  });
  await first.keeper.stop();
  assert.equal((await acme.api.getWebhookInfo()).url, url, "it stays");

  // Another start, or another replica.
  const second = keep(acme, memory);
  await second.keeper.tried;
  assert.equal(countSets(acme), 1);
  assert.equal(second.keeper.describe().ok, true);
  await second.keeper.stop();
});

acmeTest("another secret, address or wish is set anew", async (acme) => {
  const memory = nothing();
  const start = async (options: Partial<KeepWebhookOptions> = {}) => {
    const { keeper } = keep(acme, memory, options);
    await keeper.tried;
    await keeper.stop();
  };
  await start();
  await start({ secret: secret.toUpperCase() });
  assert.equal(countSets(acme), 2, "Telegram does not tell the secret, but ours is noted");
  await start({ secret: secret.toUpperCase(), url: `${url}/elsewhere` });
  assert.equal(countSets(acme), 3);
  await acme.api.setWebhook(`${url}/elsewhere`, { allowed_updates: ["message"] });
  await start({ secret: secret.toUpperCase(), url: `${url}/elsewhere` });
  assert.equal(countSets(acme), 5, "its list of updates was another one");
  assert.ok(!JSON.stringify(memory).includes(secret.toUpperCase()), "only its hash is kept");
});

acmeTest("what somebody else takes away is back within a minute", async (acme) => {
  const { keeper, log, pass, rest } = keep(acme, nothing());
  await rest();
  await acme.api.deleteWebhook();
  pass();
  await rest(2);
  assert.equal(countSets(acme), 2);
  assert.equal(keeper.describe().ok, true);
  assert.ok(log.lines.some(({ message }) => message.includes("changed by somebody else")));
  await keeper.stop();
});

acmeTest("a second registration within a second waits as Telegram says", async (acme) => {
  acme.sandbox.setFault({ method: "setWebhook", times: 1, status: 429, retryAfter: 7 });
  const { keeper, waits, rest } = keep(acme, nothing());
  await keeper.tried;
  assert.equal(keeper.describe().ok, false);
  await rest();
  assert.equal(keeper.describe().ok, true, "registered at the second try");
  assert.equal(waits[0], 7000);
  await keeper.stop();
});

acmeTest("two who register at once end with one webhook and no trouble", async (acme) => {
  acme.sandbox.limits({ enabled: true });
  const memory = nothing();
  const replicas = [keep(acme, memory), keep(acme, memory)];
  await Promise.all(replicas.map(({ rest }) => rest()));
  assert.deepEqual(replicas.map(({ keeper }) => keeper.describe().ok), [true, true]);
  await Promise.all(replicas.map(({ keeper }) => keeper.stop()));
});

acmeTest("an address that Telegram does not take is told, and tried again", async (acme) => {
  const { keeper, log } = keep(acme, nothing(), { url: "https://desk.example/webhook" });
  await keeper.tried;
  assert.equal(keeper.describe().ok, false);
  assert.match(keeper.describe().says, /check WEBHOOK_URL/);
  assert.match(String(log.lines[0]?.fields["reason"]), /this machine only/);
  await keeper.stop();
});

acmeTest("a token that Telegram does not know ends it without showing it", async (acme) => {
  const token = "123456789:wrong_wrong_wrong_wrong_wrong_wrong1";
  const api = createApi(token, { apiRoot: acme.server.apiRoot });
  const { keeper, log } = keep(acme, nothing(), { api });
  await assert.rejects(keeper.finished, PollingRefusedError);
  assert.ok(!Deno.inspect(log.lines).includes("wrong_wrong"));
  await keeper.stop();
});

acmeTest("while Telegram cannot be asked, what stands goes on standing", async (acme) => {
  const { keeper, waits, pass, rest, told } = keep(acme, nothing());
  await rest();
  acme.sandbox.setFault({ method: "getWebhookInfo", times: 2, status: 502 });
  pass();
  await rest(2);
  assert.equal(waits.filter((ms) => ms < 60_000).length, 2);
  assert.deepEqual(told.slice(-4), [true, true, true, true], "ready all the time");
  await keeper.stop();
});
