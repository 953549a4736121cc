import assert from "node:assert/strict";
import { createTelemetry } from "../../../src/observability/create_telemetry.ts";
import { createRedact } from "../../../src/observability/redact.ts";
import type { RunningSentry } from "../../../src/observability/sentry/init_sentry.ts";
import { scrubEnvelope } from "../../../src/observability/sentry/scrub_envelope.ts";
import { createScrubText } from "../../../src/observability/sentry/scrub_text.ts";
import type { Telemetry } from "../../../src/desk/ports.ts";
import type { SentryInbox } from "../../../tools/sentry_inbox/control.ts";
import { startSentry } from "../start_sentry.ts";

// Put together, so that the lines of source around an error do not have them.
const half = ["AAHdqTcvCH1vGWJxfSeofSAs", "0K5PALDsaw"].join("");
const token = `123456789:${half}`;
const otherToken = `987654321:${half.toLowerCase()}`;
const webhookSecret = ["hook", "secret".repeat(5)].join("_");
const databaseUrl = ["postgres://app:p%40ssw", "%2Förd@db:5432/x"].join("");
const code = ["0f3a55c1d2e4b6978899", "aabbccddeeff"].join("");
const bearer = ["Bearer", "eyJhbGciOiJIUzI1NiJ9.e30"].join(" ");

const secrets = [token, webhookSecret, databaseUrl];

/** Each way in which something of ours could end up at Sentry, with a text planted in it. */
const places: Readonly<
  Record<string, (text: string, telemetry: Telemetry, sentry: RunningSentry) => void>
> = {
  "the message of an error": (text, telemetry) =>
    telemetry.captureException(new Error(`GET ${text} failed`)),
  "the address in an error": (text, telemetry) =>
    telemetry.captureException(new TypeError(`url (https://api.example/bot${text}/getMe)`)),
  "the cause of an error": (text, telemetry) =>
    telemetry.captureException(new Error("outer", { cause: new Error(text) })),
  "a part of an aggregate": (text, telemetry) =>
    telemetry.captureException(new AggregateError([new Error(text)], "several")),
  "the name of an error": (text, telemetry) =>
    telemetry.captureException(Object.assign(new Error("x"), { name: `Error_${text}` })),
  "a stack": (text, telemetry) => {
    const error = new Error("x");
    error.stack = `Error: x\n    at call${text} (https://api.example/bot${text}/getMe:1:1)`;
    telemetry.captureException(error);
  },
  "a thrown text": (text, telemetry) => telemetry.captureException(text),
  "a thrown object": (text, telemetry) => telemetry.captureException({ [text]: text }),
  "a message": (text, telemetry) => telemetry.captureMessage(`said ${text}`, "error"),
  "a breadcrumb": (text, telemetry) => {
    telemetry.addBreadcrumb({ category: text, message: `bot${text}`, data: { [text]: text } });
    telemetry.captureMessage("x", "info");
  },
  "a tag": (text, telemetry) => {
    telemetry.setTag("command", `/x ${text}`);
    telemetry.captureMessage("x", "info");
  },
  "the user": (text, telemetry) => {
    telemetry.setUser({
      id: 1,
      username: text,
      firstName: text,
      lastName: text,
      languageCode: text,
      role: text,
      group: text,
    });
    telemetry.captureMessage("x", "info");
  },
  "a context": (text, telemetry) => {
    telemetry.setContext("delivery", { kind: `a ${text}`, attempt: 1 });
    telemetry.captureException(new Error("x"), {
      tags: { action: text },
      contexts: {
        database_operation: { operation: text, table: text, sqlstate: null, constraint: text },
      },
    });
  },
  "a span": (text, telemetry) =>
    void telemetry.traced(`GET ${text}`, "http.client", (span) => {
      span.setAttribute("url", `https://api.example/bot${text}/getMe`);
      span.setAttribute(text, true);
      return Promise.resolve();
    }, { "http.url": text }),
  "a piece": (text, telemetry) =>
    void telemetry.isolated({ name: text, op: "test", attributes: { text } }, (span) => {
      span.rename(`button ${text}`);
      return Promise.resolve();
    }),
  "a figure": (text, telemetry) => telemetry.count("flow.used", 1, { flow: text, [text]: 1 }),
  "a line of the log": (text, _, sentry) =>
    sentry.sendLine({
      level: "warn",
      message: `lost ${text}`,
      fields: { text, error: new Error(text), deep: { list: [text] }, [text]: 1 },
    }),
  "a check-in": (text, _, sentry) =>
    void sentry.captureCheckIn({ monitorSlug: text, status: "ok" }, {
      schedule: { type: "crontab", value: "* * * * *" },
      timezone: text,
    }),
};

/** Everything in a piece of work, at a rate of 1.0, as it arrived. */
async function plant(text: string, place: string): Promise<SentryInbox> {
  const { sentry, settled } = startSentry({ secrets });
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated({ name: "button claim", op: "telegram.update" }, () => {
    places[place]?.(text, telemetry, sentry);
    return Promise.resolve();
  });
  return await settled();
}

const forms: Readonly<Record<string, { readonly planted: string; readonly secret: string }>> = {
  "the token": { planted: token, secret: half },
  "a token that is not ours": { planted: otherToken, secret: half.toLowerCase() },
  "the token as addresses write it": { planted: encodeURIComponent(token), secret: half },
  "a token that is not ours, as addresses write it": {
    planted: encodeURIComponent(encodeURIComponent(otherToken)),
    secret: half.toLowerCase(),
  },
  "the token's secret half": { planted: half, secret: half },
  "the webhook's secret": { planted: webhookSecret, secret: webhookSecret },
  "the database's password": { planted: ["p@ssw", "/örd"].join(""), secret: "ssw/örd" },
  "the database's address": { planted: databaseUrl, secret: "ssw%2F" },
  "a connect code": { planted: code, secret: code },
  "a bearer token": { planted: bearer, secret: "eyJhbGciOiJIUzI1NiJ9" },
};

for (const [form, { planted, secret }] of Object.entries(forms)) {
  Deno.test(`scrubber: ${form} leaves by no way`, async () => {
    for (const place of Object.keys(places)) {
      const inbox = await plant(planted, place);
      assert.ok(inbox.requests.length > 0, place);
      assert.ok(inbox.requests.every(({ status }) => status === 200), place);
      assert.ok(inbox.requests.some(({ text }) => text.includes("[secret]")), place);
      assert.deepEqual(inbox.find(secret), [], place);
    }
  });
}

Deno.test("scrubber: the DSN's key is in no payload, and where Sentry needs it, it is", async () => {
  const { sentry, inbox, settled } = startSentry();
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated({ name: "button claim", op: "telegram.update" }, () => {
    telemetry.captureException(new Error(`no answer of https://${inbox.publicKey}@sentry.example`));
    return Promise.resolve();
  });
  await settled();
  const requests = inbox.requests.filter(({ itemTypes }) => itemTypes[0] !== "trace_metric");
  assert.equal(requests.length, 2);
  for (const { text } of requests) {
    const [header, ...payloads] = text.split("\n");
    assert.equal(JSON.parse(header ?? "").trace.public_key, inbox.publicKey);
    assert.ok(!payloads.join("\n").includes(inbox.publicKey));
  }
});

const scrubText = createScrubText(createRedact(secrets));

Deno.test("scrubber: texts, each with what is left of it", () => {
  const table: readonly (readonly [string, string])[] = [
    ["Authorization: Basic dXNlcjpwdw==", "Authorization: [secret]"],
    ['{"authorization":"Basic dXNlcjpwdw=="}', '{"authorization":"[secret]"}'],
    [`"{\\"cookie\\":\\"a=b; c=d\\"}"`, `"{\\"cookie\\":\\"[secret]\\"}"`],
    ["Set-Cookie: session=abc; Path=/\nnext", "Set-Cookie: [secret]\nnext"],
    ["?token=abcdef&x=1", "?token=[secret]&x=1"],
    ["password = hunter22, then", "password = [secret], then"],
    ['{"api_key": "abcdef"}', '{"api_key": "[secret]"}'],
    ["https://user:hunter2@host/x", "https://user:[secret]@host/x"],
    [`/connect ${code}`, "/connect [secret]"],
    [`/connect@roadcall_bot ${spaced(code)}`, "/connect@roadcall_bot [secret]"],
    [code.toUpperCase(), "[secret]"],
    // None of these is a secret.
    ["GET /webhook 200", "GET /webhook 200"],
    ["a token is missing", "a token is missing"],
    ["2026-03-01T10:00:00.000Z", "2026-03-01T10:00:00.000Z"],
    ["0199c1de-7a11-7000-8000-000000000001", "0199c1de-7a11-7000-8000-000000000001"],
    ["roadcall@0123456789ab", "roadcall@0123456789ab"],
    [`${code}${code}`, `${code}${code}`],
    ["12:30:05", "12:30:05"],
    ["select token_hash from invitations", "select token_hash from invitations"],
  ];
  for (const [text, expected] of table) {
    assert.equal(scrubText(text, "text"), expected);
    assert.equal(scrubText(expected, "text"), expected, "scrubbed twice");
  }
});

Deno.test("scrubber: a line of source keeps its code, but for a secret in quotes", () => {
  assert.equal(
    scrubText("const token = getToken();", "source"),
    "const token = getToken();",
  );
  assert.equal(
    scrubText('const password = "hunter22";', "source"),
    'const password = "[secret]";',
  );
  assert.equal(scrubText(`fetch("/bot${token}/x")`, "source"), 'fetch("/bot[secret]/x")');
});

Deno.test("scrubber: names that say so blank what they name, and the structure stays", () => {
  const payload = {
    event_id: code,
    contexts: { trace: { trace_id: code, span_id: "0123456789abcdef" }, app: { id: code } },
    user: { id: 5, authToken: "abc", "api-key": 12345, isKeyUser: true },
    request: { headers: { Authorization: "x", Cookie: "y", accept: "z", cookies: ["a", "b"] } },
    monkey: "monkey",
    keyboard: { inline: "x" },
    wordKeys: { title: "x", list: [{ a: "b", n: null }] },
    monitor_config: { schedule: { type: "crontab", value: "* * * * *" }, checkin_margin: 2 },
    attributes: {
      user_secret: { value: 5, type: "integer" },
      "session.token": { value: "abc", type: "string" },
      count: { value: 5, type: "integer", unit: "second" },
    },
    exception: { values: [{ type: "integer of an error", value: "secret=abcdefg" }] },
  };
  const header = { event_id: code, trace: { trace_id: code, public_key: code } };
  scrubEnvelope([header, [[{ type: "event" }, payload]]], {
    headers: scrubText,
    payloads: scrubText,
  });
  assert.deepEqual(header, { event_id: code, trace: { trace_id: code, public_key: code } });
  assert.deepEqual(payload, {
    event_id: code,
    contexts: { trace: { trace_id: code, span_id: "0123456789abcdef" }, app: { id: code } },
    user: { id: 5, authToken: "[secret]", "api-key": "[secret]", isKeyUser: true },
    request: {
      headers: {
        Authorization: "[secret]",
        Cookie: "[secret]",
        accept: "z",
        cookies: ["[secret]", "[secret]"],
      },
    },
    monkey: "monkey",
    keyboard: { inline: "x" },
    wordKeys: { title: "[secret]", list: [{ a: "[secret]", n: null }] },
    monitor_config: { schedule: { type: "crontab", value: "* * * * *" }, checkin_margin: 2 },
    attributes: {
      user_secret: { value: "[secret]", type: "string" },
      "session.token": { value: "[secret]", type: "string" },
      count: { value: 5, type: "integer", unit: "second" },
    },
    exception: { values: [{ type: "integer of an error", value: "secret=[secret]" }] },
  });
});

function spaced(text: string): string {
  return text.replaceAll(/(.{4})(?!$)/g, "$1-");
}
