import assert from "node:assert/strict";
import plugin from "../../../tools/lint/pure_parts.ts";

function lint(filename: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, filename, source).map(({ message }) => message);
}

const pure = "/project/src/incident/x.ts";

for (
  const [source, what] of [
    ["Deno.env.get('X');", "Deno"],
    ["const at = Date.now();", "Date.now"],
    ["const at = new Date();", "new Date()"],
    ["const at = Date();", "Date()"],
    ["const at = Temporal.Now.instant();", "Temporal.Now"],
    ["const n = Math.random();", "Math.random"],
    ["const id = crypto.randomUUID();", "crypto"],
    ["const id = globalThis.x;", "globalThis"],
    ["setTimeout(run, 1);", "setTimeout"],
    ["await fetch(url);", "fetch"],
    ["const { now } = performance;", "performance"],
    ["console.log(1);", "console"],
    ["const part = await import(name);", "import()"],
  ] as const
) {
  Deno.test(`lint: ${source} in a pure part is reported`, () => {
    for (const folder of ["incident", "people", "telegram/render"]) {
      assert.deepEqual(lint(`/project/src/${folder}/x.ts`, source), [
        `${what} has no place in a pure part of the house`,
      ]);
    }
    assert.deepEqual(lint("/project/src/postgres/x.ts", source), []);
  });
}

Deno.test("lint: what follows from the arguments alone is welcome", () => {
  const source = `
    type Source = { console: string; fetch(): void };
    const at = new Date(given);
    const later = new Date(Date.UTC(2026, 1, 1));
    const source = { process: 1, crypto: given.crypto };
    const most = Math.max(at, later, source.process);
  `;
  assert.deepEqual(lint(pure, source), []);
});
