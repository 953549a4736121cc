/** What the tasks that work on the database have in common: settings → database → exit code. */
import {
  CONFIG_ERROR_EXIT_CODE,
  type DatabaseConfig,
  parseDatabaseConfig,
  renderConfigError,
} from "./src/config.ts";
import { DatabaseError } from "./src/postgres/database_error.ts";
import { type OpenedStore, openStore, type StoreOptions } from "./src/postgres/open_store.ts";

/**
 * Says in words what is wrong with the settings, or with the database that they name.
 *
 * @param work resolves with the code to exit with
 */
export async function withDatabaseConfig(
  work: (database: DatabaseConfig) => Promise<number>,
): Promise<number> {
  const parsed = parseDatabaseConfig(Deno.env.toObject());
  if (!parsed.ok) {
    console.error(renderConfigError(parsed.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  try {
    return await work(parsed.database);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** The same with the store open, its schema up to date, until the work has ended. */
export function withDatabase(work: (opened: OpenedStore) => Promise<number>): Promise<number> {
  return withDatabaseConfig(async (database) => {
    const opened = await openStore(nameStore(database));
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  });
}

/** The database of the settings, for a task: one connection, and words where it waits. */
export function nameStore(database: DatabaseConfig): StoreOptions {
  if (database.kind === "embedded") return database;
  const { url, migrateUrl } = database;
  return {
    kind: "server",
    url: url.reveal(),
    migrateUrl: migrateUrl.reveal(),
    poolSize: 1,
    onRetry: (reason) => console.error(`The database cannot be reached (${reason}); trying again.`),
    onWaiting: (what) => console.error(`${what}.`),
  };
}
