import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { checkImports } from "../../tools/check_imports.ts";

/** The packages of a planted project; none of them is ever fetched. */
const imports = {
  "grammy": "npm:grammy@1.0.0/web",
  "@grammyjs/i18n": "npm:@grammyjs/i18n@1.0.0",
  "@sentry/deno": "npm:@sentry/deno@1.0.0",
  "hono": "npm:hono@1.0.0",
  "hono/html": "npm:hono@1.0.0/html",
  "postgres": "npm:postgres@1.0.0",
};

/** What each import of the planted files leads to; all of them are in order by themselves. */
const targets = {
  "src/incident/incident.ts": "export type Incident = { id: number };\nexport const a = 1;\n",
  "src/people/role.ts": "export type Role = string;\nexport const b = 1;\n",
  "src/desk/claim.ts": "export const claim = 1;\nexport type Claim = number;\n",
  "src/desk/ports.ts": "export type Ports = { now: number };\nexport const ports = 1;\n",
  "src/postgres/connect.ts": "export const connect = 1;\n",
  "src/telegram/create_bot.ts": "export const createBot = 1;\n",
  "src/telegram/render/card.ts": 'import "../callback_data.ts";\nexport const renderCard = 1;\n',
  "src/telegram/callback_data.ts": "export const encodeCallback = 1;\n",
  "src/observability/log.ts": "export const log = 1;\n",
  "src/config/secret.ts": "export const secret = 1;\n",
  "tools/sandbox/world.ts": "export const world = 1;\n",
  "tests/given.ts": "export const given = 1;\n",
  "main.ts": "",
};

async function check(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    const all = { "deno.json": JSON.stringify({ imports }), ...targets, ...files };
    for (const [path, content] of Object.entries(all)) {
      await Deno.mkdir(dirname(join(root, path)), { recursive: true });
      await Deno.writeTextFile(join(root, path), content);
    }
    return (await checkImports(root)).map(({ file, line, rule }) => `${file}:${line}: ${rule}`);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("check-imports: what the table allows is in order", async () => {
  assert.deepEqual(
    await check({
      "src/incident/a.ts":
        'import type { Role } from "../people/role.ts";\nexport type A = Role;\n',
      "src/people/a.ts":
        'import type { Incident } from "../incident/incident.ts";\nexport type A = Incident;\n',
      "src/desk/a.ts":
        'import { a } from "../incident/incident.ts";\nimport { ports } from "./ports.ts";\nexport const x = [a, ports];\n',
      "src/postgres/a.ts":
        'import postgres from "postgres";\nimport { ports } from "../desk/ports.ts";\nimport "node:fs";\nexport const x = [postgres, ports];\n',
      "src/telegram/a.ts":
        'import "grammy";\nimport "@grammyjs/i18n";\nimport "./render/card.ts";\nimport "../desk/claim.ts";\n',
      "src/telegram/render/a.ts":
        'import "grammy";\nimport type { Claim } from "../../desk/claim.ts";\nexport type A = Claim;\n',
      "src/web/a.ts": 'import "hono/html";\nimport "../desk/claim.ts";\n',
      "src/cron/a.ts": 'import "../observability/log.ts";\nimport "../desk/claim.ts";\n',
      "src/observability/a.ts": 'import "@sentry/deno";\n',
      "main.ts":
        'import "@sentry/deno";\nimport "./src/postgres/connect.ts";\nimport "./src/config/secret.ts";\n',
      "tools/a.ts": 'import "../main.ts";\nimport type {} from "../src/desk/claim.ts";\n',
      "tests/a_test.ts": 'import "../src/desk/claim.ts";\nimport "../tools/sandbox/world.ts";\n',
    }),
    [],
  );
});

const planted: readonly [path: string, line: string, rule: string][] = [
  ["src/incident/x.ts", 'import "grammy";', "incident may not import the package grammy"],
  ["src/incident/x.ts", 'import "node:fs";', "incident may not import Node's node:fs"],
  ["src/incident/x.ts", 'import "../desk/claim.ts";', "incident may not import desk"],
  [
    "src/people/x.ts",
    'import { a } from "../incident/incident.ts";\nexport const y = a;',
    'people may import only types from incident: write "import type"',
  ],
  ["src/desk/x.ts", 'import "postgres";', "desk may not import the package postgres"],
  ["src/desk/x.ts", 'import "../postgres/connect.ts";', "desk may not import postgres"],
  ["src/desk/x.ts", 'import "../config/secret.ts";', "desk may not import config"],
  ["src/postgres/x.ts", 'import "../telegram/create_bot.ts";', "postgres may not import telegram"],
  [
    "src/postgres/x.ts",
    'import "../desk/claim.ts";',
    'postgres may import only types from desk: write "import type"',
  ],
  ["src/telegram/x.ts", 'import "../postgres/connect.ts";', "telegram may not import postgres"],
  [
    "src/telegram/x.ts",
    'import "@sentry/deno";',
    "telegram may not import the package @sentry/deno",
  ],
  [
    "src/telegram/render/x.ts",
    'import "../create_bot.ts";',
    "telegram/render may not import telegram",
  ],
  [
    "src/telegram/callback_data.ts",
    'import "./create_bot.ts";',
    "telegram/callback_data may not import telegram",
  ],
  ["src/web/x.ts", 'import "../telegram/create_bot.ts";', "web may not import telegram"],
  ["src/web/x.ts", 'import "grammy";', "web may not import the package grammy"],
  ["src/cron/x.ts", 'import "../postgres/connect.ts";', "cron may not import postgres"],
  ["src/observability/x.ts", 'import "../desk/claim.ts";', "observability may not import desk"],
  ["src/config/x.ts", 'import "../observability/log.ts";', "config may not import observability"],
  ["src/desk/x.ts", 'import "../../tests/given.ts";', "desk may not import tests"],
  ["src/desk/x.ts", 'import "../../tools/sandbox/world.ts";', "desk may not import tools"],
  ["src/desk/x.ts", 'await import("../../tools/sandbox/world.ts");', "desk may not import tools"],
  ["src/desk/x.ts", 'export * from "../postgres/connect.ts";', "desk may not import postgres"],
  ["main.ts", 'import "./tools/sandbox/world.ts";', "the entry points may not import tools"],
  [
    "tools/x.ts",
    'import "../src/desk/claim.ts";',
    'tools may import only types from desk: write "import type"',
  ],
  [
    "src/web/x.ts",
    'import "https://example.org/x.ts";',
    "https://example.org/x.ts comes neither from this project nor from npm",
  ],
];

for (const [path, line, rule] of planted) {
  Deno.test(`check-imports: ${path} with ${line.split("\n")[0]} is reported`, async () => {
    assert.deepEqual(await check({ [path]: `// why\n${line}\n` }), [`${path}:2: ${rule}`]);
  });
}

Deno.test("check-imports: names, places and lengths are reported", async () => {
  const rules = await check({
    "src/desk/utils.ts": "",
    "src/web/index.tsx": "",
    "tools/orderManager.ts": "",
    "src/stray/thing.ts": "",
    "src/desk/long.ts": "//\n".repeat(301),
    "src/desk/just_right.ts": "//\n".repeat(300),
  });
  assert.deepEqual(rules, [
    "src/desk/long.ts:301: 301 lines, more than 300: split it by concept",
    "src/desk/utils.ts:1: no file is called utils: name what is in it",
    "src/stray/thing.ts:1: no row of the import table covers this place (tools/check_imports/import_rules.ts)",
    "src/web/index.tsx:1: no file is called index: name what is in it",
    "tools/orderManager.ts:1: orderManager.ts is not written in snake_case",
  ]);
});

Deno.test("check-imports: a file that is no module is reported, not passed over", async () => {
  const rules = await check({ "src/desk/x.ts": "import { from;\n" });
  assert.equal(rules.length, 1);
  assert.match(rules[0] ?? "", /^src\/desk\/x\.ts:1: SyntaxError/);
});
