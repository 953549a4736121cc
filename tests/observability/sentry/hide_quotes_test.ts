import assert from "node:assert/strict";
import { GrammyError } from "grammy";
import postgres from "postgres";
import * as v from "valibot";
import { hideQuotes } from "../../../src/observability/sentry/hide_quotes.ts";

const words = "the brakes smell";

Deno.test("quotes: what Postgres quotes of values goes, names of the schema stay", () => {
  const table: readonly (readonly [string, string])[] = [
    [
      `invalid input syntax for type integer: "${words}"`,
      'invalid input syntax for type integer: "…"',
    ],
    [
      `value "${words}" is out of range for type bigint`,
      'value "…" is out of range for type bigint',
    ],
    [`invalid input value for enum status: "${words}"`, 'invalid input value for enum status: "…"'],
    [`syntax error at or near "${words}"`, 'syntax error at or near "…"'],
    [
      'duplicate key value violates unique constraint "incidents_number"',
      'duplicate key value violates unique constraint "incidents_number"',
    ],
    [
      'new row for relation "incidents" violates check constraint "summary_said"',
      'new row for relation "incidents" violates check constraint "summary_said"',
    ],
    [
      'null value in column "title" of relation "incidents" violates not-null constraint',
      'null value in column "title" of relation "incidents" violates not-null constraint',
    ],
    ['relation "incidents" does not exist', 'relation "incidents" does not exist'],
    [
      'password authentication failed for user "app"',
      'password authentication failed for user "app"',
    ],
  ];
  for (const [message, left] of table) assert.equal(hideQuotes("PostgresError", message), left);
  assert.equal(postgres.PostgresError.name, "PostgresError");
});

Deno.test("quotes: what a parser could not read goes", () => {
  for (const text of [words, `{"a": ${words}}`, `{"text": "${words}"`, `["${words}" "x"]`]) {
    assert.throws(() => JSON.parse(text), (error) => {
      assert.ok(error instanceof SyntaxError);
      assert.ok(!hideQuotes(error.name, error.message).includes("smell"), error.message);
      return true;
    });
  }
  assert.throws(() => BigInt(words), (error) => {
    assert.ok(error instanceof SyntaxError);
    assert.equal(hideQuotes(error.name, error.message), "Cannot convert … to a BigInt");
    return true;
  });
  assert.throws(() => new URL(words), (error) => {
    assert.ok(error instanceof TypeError);
    assert.equal(hideQuotes(error.name, error.message), "Invalid URL: …");
    return true;
  });
  assert.throws(() => v.parse(v.number(), words), (error) => {
    assert.ok(error instanceof Error);
    assert.equal(
      hideQuotes(error.name, error.message),
      "Invalid type: Expected number but received …",
    );
    return true;
  });
});

Deno.test("quotes: what Telegram quotes of a message goes", () => {
  const error = new GrammyError(
    "Call to 'sendMessage' failed!",
    {
      ok: false,
      error_code: 400,
      description: `Bad Request: can't parse entities: Unsupported start tag "${words}" at byte 5`,
    },
    "sendMessage",
    {},
  );
  assert.equal(
    hideQuotes(error.name, error.message),
    "Call to 'sendMessage' failed! (400: Bad Request: can't parse entities: " +
      'Unsupported start tag "…" at byte 5)',
  );
});
