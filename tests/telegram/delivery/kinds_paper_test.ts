import assert from "node:assert/strict";
import { deliveryPriorities } from "../../../src/desk/ports.ts";

Deno.test("each kind of delivery says what it promises, in docs/deliveries.md", async () => {
  const paper = await Deno.readTextFile(
    new URL("../../../docs/deliveries.md", import.meta.url),
  );
  const [, table = ""] = paper.split("## What each kind promises");
  const [rows = ""] = table.split("\n## ");
  const named = [...rows.matchAll(/^\| `(\w+)` +\|(.*)\|$/gm)];
  assert.deepEqual(
    named.map(([, kind]) => kind).toSorted(),
    Object.keys(deliveryPriorities).toSorted(),
  );
  for (const [, kind, promise = ""] of named) {
    assert.equal(promise.split("|").filter((cell) => cell.trim() !== "").length, 3, kind);
  }
});
