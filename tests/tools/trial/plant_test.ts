import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { plantInFiles, plants, replaceOnce } from "../../../tools/trial/world/plant.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

Deno.test("each bug finds its place in the program", async () => {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_plant_" });
  for (const [name, plant] of Object.entries(plants)) {
    await plantInFiles(root, `${folder}/${name}`, plant);
    for (const { path, to } of plant.files) {
      assert.ok((await Deno.readTextFile(`${folder}/${name}/${path}`)).includes(to), path);
    }
    const migrations = await readMigrations(`${folder}/${name}`);
    for (const { from } of plant.functions) assert.ok(migrations.includes(from), from);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a bug whose place is gone, or not the only one, is not planted in silence", () => {
  const change = { from: "lease", to: "" };
  assert.equal(replaceOnce("a lease of 10", change, "x.ts"), "a  of 10");
  assert.throws(() => replaceOnce("nothing", change, "x.ts"), /"lease".*once in x\.ts/);
  assert.throws(() => replaceOnce("lease, lease", change, "x.ts"), /once in x\.ts/);
});

async function readMigrations(folder: string): Promise<string> {
  const texts: string[] = [];
  for await (const { name } of Deno.readDir(`${folder}/migrations`)) {
    texts.push(await Deno.readTextFile(`${folder}/migrations/${name}`));
  }
  return texts.join("\n");
}
