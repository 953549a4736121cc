import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedact } from "../../../src/observability/redact.ts";
import { scrubEnvelope } from "../../../src/observability/sentry/scrub_envelope.ts";
import { findScrubbedJson } from "../../../src/observability/sentry/scrubbed_json.ts";
import { createScrubText } from "../../../src/observability/sentry/scrub_text.ts";

// Put together, so that this line is not what is found.
const half = ["AAHdqTcvCH1vGWJxfSeofSAs", "0K5PALDsaw"].join("");
const token = `123456789:${half}`;
const code = ["0f3a55c1d2e4b6978899", "aabbccddeeff"].join("");
const secrets = [token, "postgres://app:hunter22@db:5432/x"];

const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    token,
    half,
    encodeURIComponent(token),
    code,
    `${code}${code}`,
    "0123456789abcdef",
    "postgres://app:hunter22@db:5432/x",
    `password=${half.slice(0, 8)}`,
    'a "quoted"\n\\ text',
    "\u2028\ud800",
  ),
);
const names = fc.oneof(
  texts,
  fc.constantFrom(
    "event_id",
    "id",
    "trace_id",
    "context_line",
    "authToken",
    "api-key",
    "db.query.summary",
    "__proto__x",
  ),
);
const values = fc.oneof(texts, fc.double(), fc.integer(), fc.boolean());
const attributes = fc.dictionary(names, values, { maxKeys: 6 });

Deno.test("scrubbed JSON: attributes are written as the walk through an envelope leaves them", () => {
  const scrubText = createScrubText(createRedact(secrets));
  const json = findScrubbedJson(scrubText);
  fc.assert(
    fc.property(attributes, attributes, (given, own) => {
      const walked = { ...given, ...own };
      // Names that become the same leave one of their values, and which one does not matter.
      const became = Object.keys(walked).map((name) => scrubText(name, "text"));
      fc.pre(new Set(became).size === became.length);
      scrubEnvelope([{}, [[{ type: "transaction" }, walked]]], {
        headers: scrubText,
        payloads: scrubText,
      });
      const written = `{${json.members(given, own)}}`;
      assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify(walked)));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("scrubbed JSON: what is said twice is written once, as it was said last", () => {
  const json = findScrubbedJson(createScrubText(createRedact(secrets)));
  assert.equal(json.members({ a: 1, b: 2 }, null, { a: "x" }), '"b":2,"a":"x"');
});

Deno.test("scrubbed JSON: what should be no attribute is not told", () => {
  const json = findScrubbedJson(createScrubText(createRedact(secrets)));
  const odd: Record<string, unknown> = { list: [token], none: undefined, nothing: null, big: 5n };
  assert.deepEqual(JSON.parse(`{${json.members(odd, null, undefined)}}`), {
    list: "[secret]",
    nothing: "[secret]",
    big: "[secret]",
  });
});

Deno.test("scrubbed JSON: a text is the same whether it was written before or not", () => {
  const json = findScrubbedJson(createScrubText(createRedact(secrets)));
  for (const text of [token, "x".repeat(20_000), `select 1 -- ${token}`]) {
    const first = json.text(text);
    assert.equal(json.text(text), first);
    assert.ok(!first.includes(half));
  }
});
