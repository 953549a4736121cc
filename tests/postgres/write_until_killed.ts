/** A process of the embedded test: writes rows for ever and prints each that was committed. */
import { parseUpdateId } from "../../src/people/ids.ts";
import { openStore } from "../../src/postgres/open_store.ts";

const [dataDir = ""] = Deno.args;
const { store } = await openStore({ kind: "embedded", dataDir });
const encoder = new TextEncoder();
for (let number = 1;; number++) {
  await store.database.transaction((tx) => store.updates.markProcessed(tx, parseUpdateId(number)));
  await Deno.stdout.write(encoder.encode(`${number}\n`));
}
