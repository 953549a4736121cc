/** Brings the schema up to date and ends: `deno task migrate`. */
import { withDatabase } from "./with_database.ts";

const code = await withDatabase(({ migrated: { applied, version, ownVersion } }) => {
  for (const name of applied) console.log(`applied ${name}`);
  const newer = version > ownVersion ? `, later than this program's own, ${ownVersion}` : "";
  console.log(`The schema is at version ${version}${newer}.`);
  return Promise.resolve(0);
});
Deno.exit(code);
