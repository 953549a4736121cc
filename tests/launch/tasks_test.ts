import assert from "node:assert/strict";
import { listLaunched } from "../../src/launch/launched.ts";

const read = (path: string) => Deno.readTextFile(new URL(`../../${path}`, import.meta.url));

/** What the launcher itself may do. */
const flags = "--no-prompt --cached-only --allow-env --allow-read=.env --allow-run=deno launch.ts";

/** As it is written there, with the paths of no place in particular. */
function findLaunches(text: string): string[] {
  const launches = text.replaceAll(/\\?"\$\(deno eval -p 'Deno\.execPath\(\)'\)\\?"/g, "deno")
    .replaceAll("/app/", "").replaceAll('", "', " ");
  return [...launches.matchAll(/deno run ([^\n]*?launch\.ts)/g)].map(([, found = ""]) => found);
}

Deno.test("the launcher is started with the same few permissions everywhere", async () => {
  for (const file of ["deno.json", "Dockerfile"]) {
    const launches = findLaunches(await read(file));
    assert.ok(launches.length > 1, file);
    for (const found of launches) assert.equal(found, flags, file);
  }
});

Deno.test("every program that the launcher knows has a task", async () => {
  const text = await read("deno.json");
  const tasks = [...text.matchAll(/launch\.ts ([a-z:-]+)/g)].map(([, name = ""]) => name);
  assert.deepEqual([...new Set(tasks)].toSorted(), [...listLaunched()].toSorted());
});
