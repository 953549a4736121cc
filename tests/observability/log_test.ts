import assert from "node:assert/strict";
import { Secret } from "../../src/config/secret.ts";
import { createLog, type LogLevel, type LogOptions } from "../../src/observability/log.ts";

function createTestLog(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const levels: LogLevel[] = [];
  const log = createLog({
    level: "debug",
    format: "json",
    secrets: [],
    write: (level, line) => {
      levels.push(level);
      lines.push(line);
    },
    ...options,
  });
  return { log, lines, levels };
}

Deno.test("log: a JSON line holds time, level, message and fields, a child's own too", () => {
  const { log, lines } = createTestLog();
  log.child({ update_id: 7 }).child({ chat: 5n }).info("applied", { took_ms: 3 });
  assert.equal(lines.length, 1);
  const { "@timestamp": time, ...rest } = JSON.parse(lines[0] ?? "");
  assert.ok(!Number.isNaN(Date.parse(time)));
  assert.deepEqual(rest, {
    level: "INFO",
    message: "applied",
    logger: "roadcall",
    fields: { update_id: 7, chat: "5", took_ms: 3 },
  });
});

Deno.test("log: a text line is one line, with the fields behind the words", () => {
  const { log, lines } = createTestLog({ format: "text" });
  log.warn("the poll was {refused}", { status: 409, why: "two pollers", nothing: undefined });
  assert.match(
    lines[0] ?? "",
    /^\d{4}-\d\d-\d\dT\S+ WARNING the poll was \{refused\} status=409 why="two pollers"$/,
  );
});

Deno.test("log: text shows where an error came from, and what caused it", () => {
  const { log, lines } = createTestLog({ format: "text" });
  const circle: { self?: unknown } = {};
  circle.self = circle;
  log.error("failed", { error: new Error("outer", { cause: new TypeError("inner") }), circle });
  assert.match(lines[0] ?? "", /failed circle=\[object Object\]\nError: outer\n\s+at .*log_test/);
  assert.match(lines[0] ?? "", /\nCaused by: TypeError: inner\n\s+at /);
});

Deno.test("log: lines below the level are left out", () => {
  const { log, levels } = createTestLog({ level: "warn" });
  log.debug("1");
  log.info("2");
  log.warn("3");
  log.error("4");
  assert.deepEqual(levels, ["warn", "error"]);
});

for (const format of ["json", "text"] as const) {
  Deno.test(`log: secrets do not get into ${format}, however they come`, () => {
    const token = `987654321:${"Ab_-9".repeat(7)}`;
    const secret = new Secret('pa"ss/word');
    const database = new Secret("postgres://app:hunt%2Fer2@db/x");
    const { log, lines } = createTestLog({
      format,
      secrets: [secret, database].map((each) => each.reveal()),
    });
    log.info("start", { secret, nested: { secret }, list: [secret] });
    log.error("lost", {
      error: new Error(`GET https://api.example/bot${token}/getMe`),
      url: database.reveal(),
      password: "hunt/er2",
      quoted: `as ${secret.reveal()}`,
    });
    const printed = lines.join("\n");
    assert.ok(printed.includes("[secret]"));
    for (const word of [token, "hunt", "er2", 'pa"ss', 'pa\\"ss', "ss/word"]) {
      assert.ok(!printed.includes(word), `${word} is in ${printed}`);
    }
  });
}
