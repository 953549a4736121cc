import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import { parseConfig } from "../src/config.ts";
import { settings } from "../src/config/settings.ts";

const project = new URL("../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, project));

/** Beside the program's own, what only the tests read. */
const names = [
  ...Object.keys(settings),
  "TEST_DATABASE_URL",
  "BOT_API_SPEC",
  "SENTRY_API_SPEC",
].toSorted();

/** `.env.example` with every line in force. */
async function readExample(): Promise<Record<string, string | undefined>> {
  return parseEnv((await read(".env.example")).replaceAll(/^#(?=[A-Z_]+=)/gm, ""));
}

Deno.test("papers: .env.example has every setting, and no other", async () => {
  assert.deepEqual(Object.keys(await readExample()).toSorted(), names);
});

Deno.test("papers: the defaults in .env.example are those of the program", async () => {
  const BOT_TOKEN = `123456789:${"x".repeat(35)}`;
  assert.deepEqual(parseConfig({ ...await readExample(), BOT_TOKEN }), parseConfig({ BOT_TOKEN }));
});

Deno.test("papers: the README's table has every setting, and no other", async () => {
  const [, section = ""] = (await read("README.md")).split("\n## Settings\n");
  const firstCells = section.split("\n").filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|")[1] ?? "");
  const told = firstCells.flatMap((cell) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name)
  );
  assert.deepEqual(told.toSorted(), names);
});

Deno.test("papers: links between them lead somewhere", async () => {
  const papers = ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md"];
  for await (const entry of Deno.readDir(new URL("docs/", project))) {
    if (entry.name.endsWith(".md")) papers.push(`docs/${entry.name}`);
  }
  for await (const entry of Deno.readDir(new URL("docs/adr/", project))) {
    papers.push(`docs/adr/${entry.name}`);
  }
  for (const paper of papers) {
    for (const [, target = ""] of (await read(paper)).matchAll(/\]\(([^)#]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      await assert.doesNotReject(
        Deno.stat(new URL(target, new URL(paper, project))),
        `${paper} links to ${target}, which is not there`,
      );
    }
  }
});
