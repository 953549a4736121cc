/**
 * Fills a database that nobody has used from a backup, and ends:
 * `deno task restore /path/to/name.backup`.
 */
import { CONFIG_ERROR_EXIT_CODE } from "./src/config.ts";
import { restoreStore } from "./src/postgres/backup/restore_store.ts";
import { nameStore, withDatabaseConfig } from "./with_database.ts";

const usage = "Say what to restore: deno task restore /path/to/name.backup\n" +
  "It goes into the database of the settings, which must be a new one.";

async function run([path, ...rest]: readonly string[]): Promise<number> {
  if (path === undefined || rest.length > 0) {
    console.error(usage);
    return CONFIG_ERROR_EXIT_CODE;
  }
  return await withDatabaseConfig(async (database) => {
    const { rows, tables, takenAt, version } = await restoreStore(nameStore(database), path);
    console.log(
      `${rows} rows in ${tables} tables are as they were at ${takenAt}. The schema is at version ` +
        `${version}.`,
    );
    return 0;
  });
}

Deno.exit(await run(Deno.args));
