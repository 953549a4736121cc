import { findFreePort } from "../../tools/find_free_port.ts";
import type { Manners, StubBot, TelegramStub } from "./telegram_stub.ts";

/** A desk as a process of its own, on a database of its own, which Telegram sends updates to. */
export interface BotProcess {
  readonly pid: number;
  /** Where its own HTTP server listens. */
  readonly origin: string;
  readonly stub: StubBot;
  /** Sends an update, again where it is refused for now; resolves when the desk says it has it. */
  send(update: Readonly<Record<string, unknown>>): Promise<void>;
  /** Holds it still, so that it takes nothing from another that is measured. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly telegram: TelegramStub;
  readonly manners?: Manners;
  /** Where its database is, and whatever else is to be set. */
  readonly settings: Readonly<Record<string, string>>;
  /** What is started, from the project's root; the desk unless given. */
  readonly program?: string;
}

const project = new URL("../../", import.meta.url);
const secret = "bench".padEnd(32, "0");
const mostTries = 5;
let lastBot = 500_000_000;
let lastUpdateId = 1;

/** Where a CPU profile of each desk is left when it stops, to see what takes its time. */
const profileFolder = Deno.env.get("BENCH_CPU_PROF");
const profiling = profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`] : [];

/** Those that run, the ones that are held still too. */
const running = new Set<Deno.ChildProcess>();

/** Ends every desk at once: for the end of a bench that was broken off. */
export function killBots(): void {
  for (const child of running) child.kill("SIGKILL");
}

export async function startBot(
  { telegram, manners, settings, program = "main.ts" }: BotOptions,
): Promise<BotProcess> {
  const token = `${++lastBot}:${"B".repeat(35)}`;
  const port = findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const address = `${origin}/webhook`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", ...profiling, program],
    cwd: project,
    clearEnv: true,
    env: {
      HOME: Deno.env.get("HOME") ?? "/",
      PATH: Deno.env.get("PATH") ?? "",
      DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
      DENO_NO_UPDATE_CHECK: "1",
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      UPDATES: "webhook",
      WEBHOOK_URL: address,
      WEBHOOK_SECRET: secret,
      PORT: String(port),
      SIGN_UPS: "open",
      LOG_LEVEL: "warn",
      // One person reports in every group here.
      TICKETS_PER_PERSON: "1000",
      ...settings,
    },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const stub = telegram.getBot(token, manners);
  running.add(child);
  void child.status.then(() => running.delete(child));
  const said = readText(child.stderr);
  const ended = child.status.then(async ({ code }) => {
    throw new Error(`the desk has ended with code ${code}: ${await said}`);
  });
  await Promise.race([
    stub.untilCalled("setWebhook"),
    ended,
  ]);
  ended.catch(() => {});
  const bot: BotProcess = {
    pid: child.pid,
    origin,
    stub,
    async send(update) {
      const body = JSON.stringify({ update_id: lastUpdateId++, ...update });
      // As Telegram does. A desk that was held still in the middle of a transaction has lost it.
      for (let tries = 1;; tries++) {
        const response = await fetch(address, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "x-telegram-bot-api-secret-token": secret,
          },
          body,
        });
        await response.body?.cancel();
        if (response.status === 200) return;
        if (response.status !== 503 || tries === mostTries) {
          throw new Error(`the desk answered ${response.status}`);
        }
      }
    },
    pause: () => child.kill("SIGSTOP"),
    resume: () => child.kill("SIGCONT"),
    async stop() {
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      await child.status;
    },
  };
  return bot;
}

async function readText(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) text += chunk;
  return text;
}
