import assert from "node:assert/strict";
import { describeFields } from "../../../src/observability/sentry/describe_fields.ts";

Deno.test("fields: each as Sentry takes it, without what others quoted", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  assert.deepEqual(
    describeFields({
      text: 'Bad Request: unsupported tag "the brakes smell" at 5',
      list: ['so "the brakes smell"', 5n, null],
      error: new SyntaxError('Unexpected token, "the brakes smell" is not valid JSON'),
      yes: true,
      half: 0.5,
      endless: Number.POSITIVE_INFINITY,
      none: null,
      missing: undefined,
      big: 12345678901234567890n,
      circle,
    }),
    {
      text: 'Bad Request: unsupported tag "…" at 5',
      list: '["so \\"…\\"","5",null]',
      "error.type": "SyntaxError",
      "error.message": 'Unexpected token, "…" is not valid JSON',
      yes: true,
      half: 0.5,
      endless: "Infinity",
      big: "12345678901234567890",
      circle: "[object Object]",
    },
  );
});
