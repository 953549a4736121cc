import assert from "node:assert/strict";
import { renderTable } from "../../../tools/trial/render_table.ts";

Deno.test("names stand to the left, figures to the right, in columns", () => {
  const table = renderTable([
    { title: "Trouble", rows: [["kills", 12]] },
    { title: "Checks", rows: [["nothing is lost", 4000, 0], ["no lease is left", "", 3]] },
  ]);
  assert.equal(
    table,
    [
      "Trouble",
      "  kills               12",
      "",
      "Checks",
      "  nothing is lost   4000  0",
      "  no lease is left        3",
    ].join("\n"),
  );
});
