import assert from "node:assert/strict";
import {
  createDescribeFrame,
  type FrameOptions,
} from "../../../src/observability/profiler/describe_frame.ts";

const root = new URL("file:///srv/desk%20one/");
const cache = "file:///home/x/.cache/deno/npm/registry.example";

function describe(
  url: string,
  { name = "press", line = 9, column = 4, findOriginal = () => null }: {
    name?: string;
    line?: number;
    column?: number;
    findOriginal?: FrameOptions["findOriginal"];
  } = {},
) {
  const callFrame = {
    functionName: name,
    scriptId: "1",
    url,
    lineNumber: line,
    columnNumber: column,
  };
  return createDescribeFrame({ root, findOriginal })(callFrame);
}

Deno.test("frames: where each kind of script is said to be, and whether it is ours", () => {
  const table: [url: string, path: string | undefined, isOwn: boolean][] = [
    ["file:///srv/desk%20one/src/desk/press_card.ts", "src/desk/press_card.ts", true],
    ["file:///srv/desk%20one/main.ts", "main.ts", true],
    [`${cache}/postgres/3.4.9/src/connection.js`, "npm:postgres@3.4.9/src/connection.js", false],
    [`${cache}/@sentry/core/10.75.2/build/a.js`, "npm:@sentry/core@10.75.2/build/a.js", false],
    // A cache that lies within the project, as in a container.
    [
      "file:///srv/desk%20one/.deno/npm/registry.example/grammy/1.46.0/out/web.mjs",
      "npm:grammy@1.46.0/out/web.mjs",
      false,
    ],
    [
      "file:///srv/desk%20one/node_modules/.deno/hono@4.1.0/node_modules/hono/dist/hono.js",
      "npm:hono/dist/hono.js",
      false,
    ],
    ["file:///srv/other/secret_customer/tool.ts", "tool.ts", false],
    ["https://example.com/lib/mod.ts", "mod.ts", false],
    ["ext:core/01_core.js", "ext:core/01_core.js", false],
    ["node:events", "node:events", false],
    ["wasm://wasm/0a1b2c3d", "wasm", false],
    ["", undefined, false],
  ];
  for (const [url, path, isOwn] of table) {
    const frame = describe(url);
    assert.equal(frame.abs_path, path, url);
    assert.equal(frame.in_app, isOwn, url);
  }
});

Deno.test("frames: a module is its file without the ending", () => {
  assert.equal(describe("file:///srv/desk%20one/src/a.b.ts").module, "src/a.b");
  assert.equal(describe("node:events").module, "node:events");
});

Deno.test("frames: lines and columns begin at 1, and are those of the source where it is known", () => {
  const url = "file:///srv/desk%20one/main.ts";
  const plain = describe(url);
  assert.deepEqual([plain.lineno, plain.colno], [10, 5]);
  const mapped = describe(url, { findOriginal: () => ({ line: 20, column: 2 }) });
  assert.deepEqual([mapped.lineno, mapped.colno], [21, 3]);
});

Deno.test("frames: the source of others' code is not looked for", () => {
  const asked: string[] = [];
  describe("ext:core/01_core.js", {
    findOriginal({ url }) {
      asked.push(url);
      return null;
    },
  });
  assert.deepEqual(asked, []);
});

Deno.test("frames: what has no name is called by what it is", () => {
  const url = "file:///srv/desk%20one/main.ts";
  assert.equal(describe(url, { name: "" }).function, "anonymous");
  const module = describe(url, { name: "", line: -1, column: -1 });
  assert.equal(module.function, "module");
  assert.equal("lineno" in module, false);
  assert.deepEqual(describe("", { name: "(garbage collector)", line: -1, column: -1 }), {
    function: "(garbage collector)",
    in_app: false,
  });
});
