import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import { parseConfig } from "../src/config.ts";
import { settings } from "../src/config/settings.ts";
import { metrics } from "../src/desk/ports/metrics.ts";

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

/** The names in the first column of the tables below a heading. */
function readTable(paper: string, heading: string): string[] {
  const [, section = ""] = paper.split(`\n## ${heading}\n`);
  const firstCells =
    section.split("\n## ")[0]?.split("\n").filter((line) => line.startsWith("| `")).map((line) =>
      line.split("|")[1] ?? ""
    ) ?? [];
  return firstCells.flatMap((cell) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = ""]) => name)
  )
    .toSorted();
}

Deno.test("papers: the README's table has every setting, and no other", async () => {
  assert.deepEqual(readTable(await read("README.md"), "Settings"), names);
});

Deno.test("papers: what is said of operating names every setting of the program", async () => {
  const told = readTable(await read("docs/operate.md"), "Every setting");
  assert.deepEqual(told, Object.keys(settings).toSorted());
});

Deno.test("papers: what the hosts' files set are settings of the program", async () => {
  const strangers = ["DENO_DIR", "DENO_NO_UPDATE_CHECK", "ENV", "ARG", "CMD", "POSTGRES_PASSWORD"];
  const known = new Set([...names, ...strangers, "POSTGRES_USER", "POSTGRES_DB", "CLUSTER_ID"]);
  for (
    const file of [
      "Dockerfile",
      "compose.yaml",
      "fly.toml",
      "docs/deploy_fly.md",
      "docs/deploy_deno.md",
    ]
  ) {
    const assigned = [...(await read(file)).matchAll(/\b([A-Z][A-Z_]{2,})(?=\s?=|:\s|`)/g)];
    assert.ok(assigned.length > 0, file);
    for (const [, name = ""] of assigned) assert.ok(known.has(name), `${file} sets ${name}`);
  }
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

Deno.test("papers: the table of what is seen where has every figure, and no other", async () => {
  const [, paper = ""] = (await read("docs/observability.md")).split(
    "\n## What you want to know, and where to see it\n",
  );
  const [table = ""] = paper.split("\n### ");
  const places = table.split("\n").filter((line) => line.startsWith("| "))
    .map((line) => line.split("|")[2] ?? "").filter((place) => place.includes("Metrics "));
  const told = places.flatMap((place) =>
    [...place.matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name)
  );
  assert.deepEqual([...new Set(told)].toSorted(), Object.keys(metrics).toSorted());
});
