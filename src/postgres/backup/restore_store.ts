import { connectEmbedded } from "../connect_embedded.ts";
import { connectServer } from "../connect_server.ts";
import { readLogin } from "../connection.ts";
import type { StoreOptions } from "../open_store.ts";
import { checkBackup } from "./read_backup.ts";
import { restoreBackup, type Restored } from "./restore_backup.ts";

const retrySeconds = 30;

/**
 * Restores a backup into the database that the settings name: on a server as the login that
 * migrates, for a program that works as the other one.
 *
 * @throws {DatabaseError} where the backup or the database cannot be used, in words for the operator
 */
export async function restoreStore(options: StoreOptions, path: string): Promise<Restored> {
  // Before anything is made where there was nothing.
  await checkBackup(path);
  if (options.kind === "embedded") {
    const connection = await connectEmbedded(options.dataDir);
    return await restoreBackup(connection, path).finally(() => connection.close());
  }
  const migrateUrl = options.migrateUrl ?? options.url;
  const patience = { retrySeconds, ...options, max: 1 };
  const app = await connectServer(options.url, { ...patience, setting: "DATABASE_URL" });
  const appLogin = await readLogin(app.sql).finally(() => app.close());
  const setting = migrateUrl === options.url ? "DATABASE_URL" : "MIGRATE_DATABASE_URL";
  const connection = await connectServer(migrateUrl, { ...patience, setting, deadlineMs: null });
  return await restoreBackup(connection, path, { appLogin }).finally(() => connection.close());
}
