import assert from "node:assert/strict";
import plugin from "../../../tools/lint/own_clock.ts";

function lint(filename: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, filename, source).map(({ message }) => message);
}

const ownClocks = [
  ["const at = Date.now();", "Date.now"],
  ["const { now = Date.now } = options;", "Date.now"],
  ["const at = Temporal.Now.instant();", "Temporal.Now"],
  ["const at = new Date();", "new Date()"],
] as const;

Deno.test("lint: a replica's own clock decides nothing that replicas share", () => {
  for (const [source, what] of ownClocks) {
    for (const part of ["desk", "postgres/repositories", "telegram/polling", "web"]) {
      assert.deepEqual(lint(`/project/src/${part}/x.ts`, source), [
        `${what} is the clock of this replica alone`,
      ]);
    }
    for (const part of ["src/observability", "src/cron", "src/postgres/backup", "tests/desk"]) {
      assert.deepEqual(lint(`/project/${part}/x.ts`, source), []);
    }
  }
});

Deno.test("lint: lengths of time, and times that are given, are welcome", () => {
  const source = "const at = new Date(given); const since = performance.now();";
  assert.deepEqual(lint("/project/src/desk/x.ts", source), []);
});
