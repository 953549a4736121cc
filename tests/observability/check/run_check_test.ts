import assert from "node:assert/strict";
import { renderReport } from "../../../src/observability/check/render_check.ts";
import { runCheck } from "../../../src/observability/check/run_check.ts";

const root = new URL("../../../", import.meta.url);

type Reply = (envelope: string) => Response;

/** Runs the check before a server that answers as told. */
async function check(reply: Reply) {
  const sent: string[] = [];
  const report = await runCheck({
    dsn: "https://0123456789abcdef0123456789abcdef@sentry.example/42",
    environment: "test",
    release: "roadcall@test",
    tracesSampleRate: 0.1,
    userDetails: "full",
    secrets: [],
    fetch: (_target, init) => {
      const envelope = String(init?.body);
      sent.push(envelope);
      return new Promise((resolve) => resolve(reply(envelope)));
    },
  }, root);
  return { ...renderReport(report, "sentry.example"), sent };
}

const ok = () => Response.json({});

Deno.test("check: one kind that is not taken makes the whole fail, and the others are told", async () => {
  const { text, isWell } = await check((envelope) =>
    envelope.includes('"type":"log"')
      ? Response.json({ detail: "over quota" }, { status: 429, headers: { "retry-after": "60" } })
      : ok()
  );
  assert.equal(isWell, false);
  assert.match(text, /^log +sentry\.example takes no more of this for now \(429, "over quota"\)/m);
  assert.match(text, /^error +accepted \(200\), id [0-9a-f]{32}$/m);
  assert.ok(text.endsWith("Not all of it arrived."));
});

Deno.test("check: what the server has asked to hold back is not sent, and told as such", async () => {
  const { text, isWell } = await check(() =>
    Response.json({}, { headers: { "x-sentry-rate-limits": "60:transaction:organization" } })
  );
  assert.equal(isWell, false);
  assert.match(text, /^transaction +not sent: the server has asked for no more of this for now$/m);
  assert.match(text, /^error +accepted/m);
});

Deno.test("check: whatever answers in other ways is told apart", async () => {
  const html = () => new Response("<html>", { headers: { "content-type": "text/html" } });
  const table: [reply: Reply, words: string][] = [
    [html, "sentry.example answers, but not as Sentry does (200)"],
    [() => new Response("gone", { status: 404 }), "sentry.example answers, but not as Sentry"],
    [
      () => Response.json({ detail: "bad sentry DSN public key" }, { status: 400 }),
      'sentry.example refuses it (400, "bad sentry DSN public key")',
    ],
    [() => Response.json({}, { status: 401 }), "refuses the key or the project"],
    [() => new Response("", { status: 503 }), "sentry.example has a trouble of its own (503)"],
    [
      () => {
        // As Deno tells it: what happened is in the cause.
        const cause = new Error("error sending request for url (…): dns error: failed to lookup");
        throw new TypeError("fetch failed", { cause });
      },
      "sentry.example cannot be reached: no machine of this name is known",
    ],
    [
      () => {
        throw new TypeError("client error (Connect): invalid peer certificate: UnknownIssuer");
      },
      "sentry.example cannot be reached: its certificate is not trusted here",
    ],
    [
      () => {
        throw new DOMException("Signal timed out.", "TimeoutError");
      },
      "sentry.example cannot be reached: it did not answer within 10 s",
    ],
    [
      () => {
        throw new TypeError("connection reset by peer");
      },
      "sentry.example cannot be reached: the connection broke",
    ],
  ];
  for (const [reply, words] of table) {
    const { text, isWell, sent } = await check(reply);
    assert.equal(isWell, false);
    assert.ok(text.includes(words), text);
    assert.ok(sent.length <= 2, "it goes on though nothing can come of it");
  }
});

Deno.test({
  name: "check: without --allow-sys all is well but for the profile, and it says so",
  permissions: { sys: false, read: true },
  async fn() {
    const { text, isWell } = await check(ok);
    assert.equal(isWell, true);
    assert.match(text, /^profile +not tried: Deno does not permit it \(--allow-sys\)/m);
  },
});
