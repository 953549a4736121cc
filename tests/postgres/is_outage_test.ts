import assert from "node:assert/strict";
import { isOutage } from "../../src/postgres/is_outage.ts";

function coded(code: unknown): Error {
  return Object.assign(new Error("failed"), { code });
}

Deno.test("what waiting may mend is an outage; a wrong statement is none", () => {
  const outages = [
    "CONNECTION_CLOSED",
    "CONNECT_TIMEOUT",
    "ECONNREFUSED",
    "ECONNRESET",
    "08006",
    "53300",
    "57P01",
    "57P03",
  ];
  for (const code of outages) assert.ok(isOutage(coded(code)), code);
  const others = ["23505", "40P01", "42P01", "22P02", "P0001", "ENOENT", "UNDEFINED_VALUE", 53];
  for (const code of others) assert.ok(!isOutage(coded(code)), String(code));
  assert.ok(!isOutage(new Error("failed")));
  assert.ok(!isOutage("57P01"));
});
