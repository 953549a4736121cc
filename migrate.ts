/** Brings the schema up to date and ends: `deno task migrate`. */
import { withDatabase } from "./with_database.ts";

const code = await withDatabase(({ migrated: { applied, version } }) => {
  for (const name of applied) console.log(`applied ${name}`);
  console.log(`The schema is at version ${version}.`);
  return Promise.resolve(0);
});
Deno.exit(code);
