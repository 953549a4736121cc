/** The task as an operator runs it, before a Sentry on this machine. */
import assert from "node:assert/strict";
import { createInbox } from "../../../tools/sentry_inbox/create_inbox.ts";

const root = new URL("../../../", import.meta.url);
const key = "0123456789abcdef0123456789abcdef";

async function check(settings: Record<string, string>) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "sentry:check"],
    cwd: root,
    clearEnv: true,
    env: {
      HOME: Deno.env.get("HOME") ?? "/",
      PATH: Deno.env.get("PATH") ?? "",
      DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
      NO_COLOR: "1",
      SENTRY_RELEASE: "roadcall@test",
      ...settings,
    },
  }).output();
  const text = new TextDecoder();
  const said = text.decode(stdout) + text.decode(stderr);
  assert.equal(said.includes(key), false, "the key is shown");
  assert.equal(/\n\s+at /.test(said), false, `no stack: ${said}`);
  return { code, said };
}

/** `error  accepted (200), id 0123…` → its id. */
function findId(said: string, kind: string): string | undefined {
  return new RegExp(`^${kind} +accepted \\(200\\), id ([0-9a-f]{32})$`, "m").exec(said)?.[1];
}

Deno.test("sentry:check sends one of everything and tells what was answered, by their ids", async () => {
  const inbox = createInbox({ publicKey: key, projectId: "4711" });
  const server = await inbox.listen();
  const { code, said } = await check({
    SENTRY_DSN: server.dsn,
    SENTRY_ENVIRONMENT: "staging",
    SENTRY_USER_DETAILS: "id",
  });
  await server.stop();
  assert.equal(code, 0, said);
  const rows: [string, string][] = [
    ["host", `127.0.0.1:${server.port}`],
    ["project", "4711"],
    ["environment", "staging"],
    ["release", "roadcall@test"],
    ["traces", "0.5"],
    ["profiles", "0.5 of the traces"],
    ["user details", "id"],
    ["log", "accepted (200)"],
    ["metric", "accepted (200)"],
  ];
  for (const [name, value] of rows) {
    assert.match(said, new RegExp(`^${name} +${RegExp.escape(value)}$`, "m"));
  }

  assert.deepEqual(inbox.violations, []);
  const [message, error] = inbox.events;
  assert.equal(findId(said, "message"), message?.event_id);
  assert.equal(findId(said, "error"), error?.event_id);
  assert.equal(findId(said, "transaction"), inbox.transactions[0]?.event_id);
  assert.equal(findId(said, "profile"), inbox.profiles[0]?.event_id);
  assert.equal(findId(said, "check-in"), inbox.checkIns[0]?.check_in_id);
  const trace = /trace:([0-9a-f]{32})$/m.exec(said)?.[1];
  assert.deepEqual(
    [message, error, inbox.transactions[0]].map((each) => each?.contexts?.trace?.trace_id),
    [trace, trace, trace],
  );
  assert.equal(inbox.logs.length, 1);
  assert.ok(inbox.metrics.some((metric) => metric.name === "errors"));
  assert.equal(error?.environment, "staging");
  assert.equal(error?.release, "roadcall@test");
  const functions = inbox.profiles[0]?.profile.frames.map((frame) => frame.function);
  assert.ok(functions?.includes("workForAWhile"), functions?.join());
});

Deno.test("sentry:check says that the key is refused, and tries nothing that would meet the same", async () => {
  const inbox = createInbox();
  const server = await inbox.listen();
  const { code, said } = await check({ SENTRY_DSN: `http://${key}@127.0.0.1:${server.port}/1` });
  await server.stop();
  assert.equal(code, 1);
  assert.ok(
    said.includes(`127.0.0.1:${server.port} refuses the key or the project of SENTRY_DSN (403`),
    said,
  );
  assert.equal(said.includes("check-in"), false, said);
});

Deno.test("sentry:check says that the host cannot be reached", async () => {
  // A port that was free a moment ago.
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const { code, said } = await check({ SENTRY_DSN: `http://${key}@127.0.0.1:${port}/1` });
  assert.equal(code, 1);
  assert.ok(
    said.includes(`127.0.0.1:${port} cannot be reached: nothing listens there`),
    said,
  );
});

Deno.test("sentry:check says what is wrong with a DSN that is none, and that there is none", async () => {
  const wrong = await check({ SENTRY_DSN: `${key}.ingest.sentry.example/1` });
  assert.equal(wrong.code, 2);
  assert.ok(wrong.said.includes("SENTRY_DSN is no DSN of a Sentry project"), wrong.said);
  const none = await check({ SENTRY_DSN: "" });
  assert.equal(none.code, 2);
  assert.ok(none.said.includes("Sentry is off, since SENTRY_DSN is not set"), none.said);
});
