import { type Log, noTelemetry, type Store, type Telemetry } from "../desk/ports.ts";
import { answerBackups, type BackupAnswers } from "./backup/answer_backups.ts";
import { connectEmbedded } from "./connect_embedded.ts";
import { connectServer, type Patience } from "./connect_server.ts";
import { type Connection, readLogin } from "./connection.ts";
import { createStore } from "./create_store.ts";
import { migrate, type Migrated, readSchemaState } from "./migrate.ts";
import type { SchemaState } from "./served_programs.ts";

export type StoreOptions =
  | {
    readonly kind: "embedded";
    /** Made where it is missing. */
    readonly dataDir: string;
    readonly onMigrated?: (file: string) => void;
  }
  | (
    & {
      readonly kind: "server";
      readonly url: string;
      /** Where migrations run as another login; null or the same address: they do not. */
      readonly migrateUrl: string | null;
      /** How many connections at most. */
      readonly poolSize?: number;
      readonly onMigrated?: (file: string) => void;
      /** A migration waits for somebody's lock; with what it waits for, in words. */
      readonly onWaiting?: (what: string) => void;
    }
    & Partial<Patience>
  );

export interface OpenedStore {
  readonly store: Store;
  readonly backend: "embedded" | "server";
  /** What was done to the schema. */
  readonly migrated: Migrated;
  /** Which version the schema has now, and whom it serves; rejects where nothing answers. */
  readSchemaState(): Promise<SchemaState>;
  /**
   * Makes the backups that `deno task backup` asks for, until it is closed. With a server nobody
   * asks: its own tools see all of it.
   */
  answerBackups(log: Log): void;
  /** Waits up to 10 s for what is under way, then lets go of everything. */
  close(): Promise<void>;
}

const poolSize = 10;
const retrySeconds = 30;

/**
 * Connects, brings the schema up to date, and hands out the repositories.
 *
 * @throws {DatabaseError} in words for the operator; nothing stays open then.
 */
export async function openStore(
  options: StoreOptions,
  telemetry: Telemetry = noTelemetry,
): Promise<OpenedStore> {
  const connection = await connect(options);
  try {
    const migrated = await migrateThrough(connection, options);
    let answers: BackupAnswers | null = null;
    return {
      store: createStore(connection, telemetry),
      backend: connection.backend,
      migrated,
      // In a transaction, which alone finds out that a connection is broken, and mends it.
      readSchemaState: () => connection.begin((sql) => readSchemaState(sql)),
      answerBackups(log) {
        if (options.kind === "embedded") {
          answers ??= answerBackups(connection, options.dataDir, log);
        }
      },
      async close() {
        await answers?.stop();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function connect(options: StoreOptions): Promise<Connection> {
  if (options.kind === "embedded") return connectEmbedded(options.dataDir);
  return connectServer(options.url, {
    retrySeconds,
    ...options,
    setting: "DATABASE_URL",
    max: options.poolSize ?? poolSize,
  });
}

async function migrateThrough(
  { sql }: Connection,
  options: StoreOptions,
): Promise<Migrated> {
  const { onMigrated } = options;
  const listener = {
    ...(onMigrated && { onMigrated }),
    ...(options.kind === "server" && options.onWaiting && {
      locks: { onWaiting: options.onWaiting },
    }),
  };
  if (
    options.kind === "embedded" || options.migrateUrl === null ||
    options.migrateUrl === options.url
  ) {
    return await migrate(sql, listener);
  }
  const appLogin = await readLogin(sql);
  const migrating = await connectServer(options.migrateUrl, {
    retrySeconds,
    ...options,
    setting: "MIGRATE_DATABASE_URL",
    max: 1,
  });
  try {
    return await migrate(migrating.sql, { ...listener, appLogin });
  } finally {
    await migrating.close();
  }
}
