import assert from "node:assert/strict";
import { writeTable } from "../../src/report_files/write_table.ts";

Deno.test("a table is a CSV that Excel reads, and no cell of it a formula", async () => {
  const bytes = await writeTable({
    columns: ["name", "seconds"],
    rows: [
      ["Jürgen 🚚", 90],
      ['Quote "Q", Inc', null],
      ["two\nlines", 0],
      ["=HYPERLINK(1)", 1],
      ["+49 30", 1],
      ["-1", 1],
      ["@sum", 1],
      ["\tsum", 1],
      ["=", -5],
    ],
  });
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(
    new TextDecoder().decode(bytes),
    [
      "name,seconds",
      "Jürgen 🚚,90",
      '"Quote ""Q"", Inc",',
      '"two\nlines",0',
      "'=HYPERLINK(1),1",
      "'+49 30,1",
      "'-1,1",
      "'@sum,1",
      "'\tsum,1",
      "'=,-5",
      "",
    ].join("\r\n"),
  );
});
