/**
 * Makes a backup of the embedded database, whether the program runs or not, and ends:
 * `deno task backup`. An upgrade can begin with it: the schema is left as it is.
 */
import { makeBackup } from "./src/postgres/backup/make_backup.ts";
import { withDatabaseConfig } from "./with_database.ts";

const code = await withDatabaseConfig(async (database) => {
  if (database.kind === "server") {
    console.error(
      "This is for the embedded database, and DATABASE_URL names a server: make its backups with " +
        "pg_dump, or as its host offers them (docs/operate.md, Backup).",
    );
    return 1;
  }
  const { path, bytes, schema, takenAt } = await makeBackup(database.dataDir);
  const size = (bytes / 1_000_000).toFixed(1);
  console.log(
    `${path}\n${size} MB, of ${takenAt}, schema version ${schema}. Everything that people`,
  );
  console.log("wrote stands in it: keep it where only you can read it, and on another disk.");
  return 0;
});
Deno.exit(code);
