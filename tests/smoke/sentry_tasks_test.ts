/** `deno task sentry:…` as an operator runs it: with the permissions that the task grants. */
import assert from "node:assert/strict";
import { createStandIn, type StandIn } from "../observability/stand_in_sentry.ts";

const root = new URL("../../", import.meta.url);

async function run(task: string, args: readonly string[], settings: Record<string, string>) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", task, ...args],
    cwd: root,
    clearEnv: true,
    env: { HOME: Deno.env.get("HOME") ?? "/", PATH: Deno.env.get("PATH") ?? "", ...settings },
  }).output();
  const text = new TextDecoder();
  return { code, said: text.decode(stdout) + text.decode(stderr) };
}

function settingsOf({ url, token, organisation, project }: StandIn): Record<string, string> {
  return {
    SENTRY_URL: url,
    SENTRY_AUTH_TOKEN: token,
    SENTRY_ORG: organisation,
    SENTRY_PROJECT: project,
    SENTRY_ENVIRONMENT: "production",
  };
}

Deno.test("an operator sets Sentry up, and is never shown the token", async () => {
  const sentry = createStandIn();
  try {
    const settings = settingsOf(sentry);
    const planned = await run("sentry:provision", ["--dry-run"], settings);
    assert.equal(planned.code, 0, planned.said);
    assert.match(planned.said, /^\+ alert .*deliveries pile up$/m);
    assert.deepEqual(sentry.listWrites(), []);
    const done = await run("sentry:provision", [], settings);
    assert.equal(done.code, 0, done.said);
    assert.match(done.said, /^Created \d+ and changed 0;/m);

    const wrong = await run("sentry:provision", [], {
      ...settings,
      SENTRY_AUTH_TOKEN: "sntrys_no",
    });
    assert.equal(wrong.code, 1);
    assert.match(wrong.said, /does not accept SENTRY_AUTH_TOKEN/);
    const { SENTRY_AUTH_TOKEN: _, ...without } = settings;
    const missing = await run("sentry:provision", [], { ...without, SENTRY_AUTH_TOKEN: "" });
    assert.equal(missing.code, 2);
    assert.match(missing.said, /SENTRY_AUTH_TOKEN is not set/);
    const said = [planned, done, wrong, missing].map((each) => each.said).join("\n");
    assert.doesNotMatch(said, /sntrys_/);
    assert.doesNotMatch(said, /\n\s+at /, "no stack trace");
  } finally {
    await sentry.close();
  }
});

Deno.test("an operator tells Sentry of a release", async () => {
  const sentry = createStandIn();
  try {
    const settings = { ...settingsOf(sentry), SENTRY_RELEASE: "roadcall@1.2.3" };
    const { code, said } = await run("sentry:release", [], settings);
    assert.equal(code, 0, said);
    assert.match(said, /^roadcall@1\.2\.3 is new to Sentry\.$/m);
    assert.match(said, /^ {2}Deployed to production\.$/m);
    assert.equal(sentry.deploys.length, 1);
    assert.doesNotMatch(said, /sntrys_/);
  } finally {
    await sentry.close();
  }
});
