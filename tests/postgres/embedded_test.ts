import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { parseUpdateId } from "../../src/people/ids.ts";

const options = { sanitizeResources: false, sanitizeOps: false };
const writer = fileURLToPath(new URL("./write_until_killed.ts", import.meta.url));

function startWriter(dataDir: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", writer, dataDir],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  return { child, lines };
}

/** Reads numbers, one a line, until there are so many; or all until the end. */
async function readNumbers(
  lines: ReadableStreamDefaultReader<string>,
  enough: number,
  already: readonly number[] = [],
): Promise<number[]> {
  const numbers = [...already];
  while (numbers.length < enough) {
    const { value, done } = await lines.read();
    if (done) break;
    numbers.push(...value.split("\n").filter((line) => line !== "").map(Number));
  }
  return numbers;
}

Deno.test({
  name: "a second process on the same directory is refused; a killed one harms nothing",
  ...options,
  async fn() {
    const dataDir = await Deno.makeTempDir();
    const { child, lines } = startWriter(dataDir);
    let written = await readNumbers(lines, 20);

    await assert.rejects(
      openStore({ kind: "embedded", dataDir }),
      (error) =>
        error instanceof DatabaseError &&
        error.message.includes(`Another Roadcall (process ${child.pid}) is using`) &&
        error.message.includes("DATA_DIR"),
    );
    written = await readNumbers(lines, written.length + 20, written);
    child.kill("SIGKILL");
    written = await readNumbers(lines, Infinity, written);
    await child.status;

    // What was acknowledged before the kill is there, and the lock is free.
    const { store, migrated, close } = await openStore({ kind: "embedded", dataDir });
    assert.deepEqual(migrated.applied, []);
    const gone: number[] = [];
    await store.database.transaction(async (tx) => {
      for (const number of written) {
        if (await store.updates.markProcessed(tx, parseUpdateId(number))) gone.push(number);
      }
    });
    await close();
    assert.ok(written.length >= 40);
    assert.deepEqual(gone, []);
    await Deno.remove(dataDir, { recursive: true });
  },
});

Deno.test({
  name: "a directory that cannot be written is said plainly",
  ...options,
  async fn() {
    const file = await Deno.makeTempFile();
    await assert.rejects(
      openStore({ kind: "embedded", dataDir: `${file}/below` }),
      (error) => error instanceof DatabaseError && /cannot be written/.test(error.message),
    );
    await Deno.remove(file);
  },
});
