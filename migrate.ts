/** Brings the schema up to date and ends: `deno task migrate`. */
import { CONFIG_ERROR_EXIT_CODE, parseDatabaseConfig, renderConfigError } from "./src/config.ts";
import { DatabaseError } from "./src/postgres/database_error.ts";
import { migrateStore } from "./src/postgres/open_store.ts";

async function run(): Promise<number> {
  const parsed = parseDatabaseConfig(Deno.env.toObject());
  if (!parsed.ok) {
    console.error(renderConfigError(parsed.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  const { database } = parsed;
  try {
    const { applied, version } = await migrateStore(
      database.kind === "embedded" ? database : {
        kind: "server",
        url: database.url.reveal(),
        migrateUrl: database.migrateUrl.reveal(),
      },
    );
    for (const name of applied) console.log(`applied ${name}`);
    console.log(`The schema is at version ${version}.`);
    return 0;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    console.error(error.message);
    return 1;
  }
}

Deno.exit(await run());
