/**
 * `deno task keep-statements`: writes down which statements the program has, so that the schemas to
 * come can be held to them. With `--check` it only says whether they are.
 */
import { readKept, readOwnSchema, renewOwn, writeKept } from "./served_statements.ts";

const kept = await readKept();
const renewed = renewOwn(kept, await readOwnSchema());
if (JSON.stringify(renewed) !== JSON.stringify(kept)) {
  if (Deno.args.includes("--check")) {
    console.error(
      "The program's statements or its schema have changed since they were written down. Run " +
        "deno task keep-statements, and commit tests/postgres/served_statements.jsonl.",
    );
    Deno.exit(1);
  }
  await writeKept(renewed);
}
