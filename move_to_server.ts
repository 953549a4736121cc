/**
 * Brings all that the embedded database has to a server, and ends: `deno task move-to-server`, with
 * the program stopped, DATABASE_URL set to a new database, and DATA_DIR as it was.
 */
import { makeBackup } from "./src/postgres/backup/make_backup.ts";
import { restoreStore } from "./src/postgres/backup/restore_store.ts";
import { nameStore, withDatabaseConfig } from "./with_database.ts";

const code = await withDatabaseConfig(async (database) => {
  if (database.kind === "embedded") {
    console.error(
      "Set DATABASE_URL to a new database on the server that the desk is to move to; DATA_DIR stays " +
        "as it is.",
    );
    return 1;
  }
  const { dataDir } = database;
  const { path } = await makeBackup(dataDir, { mayAsk: false });
  const { rows, tables } = await restoreStore(nameStore(database), path);
  console.log(
    `${rows} rows in ${tables} tables have moved. Start the program with these settings. ${dataDir} ` +
      `is as it was: put it away once all is well, its backup ${path} included, so that nobody ` +
      "starts the desk of then beside this one.",
  );
  return 0;
});
Deno.exit(code);
