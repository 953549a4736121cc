/** The program as a process, and a Sentry beside it: in order, silent, and when all goes wrong. */
import assert from "node:assert/strict";
import type { InboxFault } from "../../tools/sentry_inbox/control.ts";
import { createInbox } from "../../tools/sentry_inbox/create_inbox.ts";
import { startDeno } from "../launch/launched_process.ts";
import { createCompany } from "./company.ts";

const root = Deno.realPathSync(new URL("../../", import.meta.url));
const preload = new URL("crash_on_signal.ts", import.meta.url).href;

/** The program with a group in front of it and an inbox behind, started by whoever needs it. */
async function startWatched(settings: Readonly<Record<string, string>> = {}) {
  const company = createCompany();
  const telegram = company.sandbox.listen();
  const inbox = createInbox();
  const sentry = await inbox.listen();
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_sentry_" });
  const program = startDeno(root, ["run", "-A", `--preload=${preload}`, "main.ts"], {
    BOT_TOKEN: company.bot.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    DATA_DIR: dataDir,
    PORT: "0",
    SIGN_UPS: "open",
    SENTRY_DSN: sentry.dsn,
    SENTRY_TRACES_SAMPLE_RATE: "1",
    SENTRY_PROFILES_SAMPLE_RATE: "0",
    ...settings,
  });
  const half = company.bot.token.split(":")[1] ?? "?";
  return {
    company,
    inbox,
    program,
    /** The token's secret half, which nobody may ever see. */
    half,
    setFault: (fault: InboxFault) => inbox.setFault(fault),
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await sentry.stop();
      await telegram.stop();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}

Deno.test("Sentry: at SIGTERM all arrives that still waited to be sent", async () => {
  await using watched = await startWatched();
  const { company, inbox, program, half } = watched;
  await program.says("Sentry initialized for environment: production, release roadcall@");
  await program.says("Roadcall is at its desk");
  company.olivia.write("/setup Acme Logistics");
  await company.botSays("Acme Logistics is");
  company.dana.write("/ticket flat tire, I-95 exit 12");
  await company.cardSays("0001", "flat tire");
  program.kill("SIGTERM");
  const { code, said } = await program.ended();
  assert.equal(code, 0, said);
  assert.match(said, /release roadcall@[0-9a-f]{12}, traces 1, profiles 0/);
  const names = inbox.transactions.map(({ transaction }) => transaction);
  assert.ok(names.includes("command /ticket"), names.join());
  // They wait for five seconds at the least, if nobody bids them go.
  assert.ok(inbox.metrics.some(({ name }) => name === "update.duration"));
  assert.deepEqual(inbox.violations, []);
  assert.deepEqual(inbox.find(half), []);
  assert.deepEqual(inbox.find("flat tire"), []);
});

Deno.test("Sentry: while it is silent the desk works, and a crash does not wait for it", async () => {
  await using watched = await startWatched({ LOG_FORMAT: "json" });
  const { company, inbox, program, half } = watched;
  const letGo = watched.setFault({ times: Infinity, hang: true });
  await program.says("Roadcall is at its desk");
  company.olivia.write("/setup Acme Logistics");
  await company.botSays("Acme Logistics is");
  company.dana.write("/ticket flat tire, I-95 exit 12");
  await company.cardSays("0001", "flat tire");
  await company.dana.press("0001", "Maintenance");
  await company.cardSays("0001", "Waiting for Maintenance");

  const before = performance.now();
  program.kill("SIGUSR2");
  const { code, said } = await program.ended();
  const took = performance.now() - before;
  letGo();
  assert.equal(code, 1, said);
  // Two seconds, and some for a busy machine; a request alone would have had ten.
  assert.ok(took < 8000, `it took ${took} ms`);
  const last = said.split("\n").find((line) => line.includes("An error reached nobody")) ?? "";
  assert.equal(JSON.parse(last).level, "ERROR");
  assert.ok(last.includes("bot[secret]/getMe"), last);
  assert.ok(!said.includes(half), "the token is in no line");
  // Nothing was taken, and all of it was sent.
  assert.equal(inbox.events.length, 0);
  assert.ok(inbox.requests.some(({ text }) => text.includes('"level":"fatal"')));
  assert.deepEqual(inbox.find(half), []);
});

Deno.test("Sentry: an error that nobody catches arrives as fatal before the exit", async () => {
  await using watched = await startWatched();
  const { inbox, program, half } = watched;
  await program.says("Roadcall is at its desk");
  program.kill("SIGUSR1");
  const { code, said } = await program.ended();
  assert.equal(code, 1, said);
  assert.ok(!said.includes(half), "the token is in no line");
  const [event] = inbox.events;
  assert.equal(inbox.events.length, 1);
  assert.equal(event?.level, "fatal");
  assert.equal(event?.tags?.backend, "embedded");
  const exception = event?.exception?.values.at(-1);
  assert.equal(exception?.mechanism?.handled, false);
  assert.match(exception?.value ?? "", /api\.example\/bot\[secret\]\/getMe$/);
  const frame = exception?.stacktrace?.frames.at(-1);
  assert.equal(frame?.filename, "tests/smoke/crash_on_signal.ts");
  assert.match(frame?.context_line ?? "", /throw new TypeError\(/);
  assert.deepEqual(inbox.find(half), []);
  assert.deepEqual(inbox.violations, []);
});

Deno.test("Sentry: what does not let it start arrives as fatal before the exit", async () => {
  await using watched = await startWatched({ DATA_DIR: "/dev/null/roadcall" });
  const { code, said } = await watched.program.ended();
  assert.equal(code, 1, said);
  const [event] = watched.inbox.events;
  assert.equal(watched.inbox.events.length, 1);
  assert.equal(event?.level, "fatal");
  assert.equal(event?.exception?.values.at(-1)?.type, "DatabaseError");
  assert.deepEqual(watched.inbox.violations, []);
});
