/**
 * A database of its own for a test file, on each backend: the embedded one always, a server where
 * TEST_DATABASE_URL names one. The tests of a file share it, so each makes what it needs.
 */
import { PGlite } from "@electric-sql/pglite";
import { connectPglite } from "../../src/postgres/connect_embedded.ts";
import { connectServer } from "../../src/postgres/connect_server.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { createStore } from "../../src/postgres/create_store.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import type { Store } from "../../src/desk/ports.ts";
import { nameTemplate } from "./name_template.ts";
import { getServerTemplate } from "./server_template.ts";

export interface TestDatabase {
  readonly backend: Connection["backend"];
  readonly store: Store;
  readonly connection: Connection;
  /** As the schema's owner, past every wall. */
  readonly sql: Connection["sql"];
}

export const serverUrl = Deno.env.get("TEST_DATABASE_URL") || null;

export const serverHint =
  "needs a server: TEST_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres deno task test";

const open = new Map<string, { readonly database: TestDatabase; close(): Promise<void> }>();

Deno.test.afterAll(async () => {
  for (const { close } of open.values()) await close();
  open.clear();
});

/** Where these run already, as in the first of CI's two runs, the second one need not repeat them. */
const leavesOutEmbedded = Deno.env.get("TEST_EMBEDDED") === "no";

/** Registers a test that a server would tell nothing more about. */
export function testOnEmbedded(name: string, test: () => Promise<void>): void {
  if (!leavesOutEmbedded) {
    Deno.test({ name, sanitizeResources: false, sanitizeOps: false, fn: test });
  }
}

/** Registers a test on the embedded database and the same on a server. */
export function testOnBoth(
  name: string,
  test: (database: TestDatabase) => Promise<void>,
): void {
  // The database outlives the test.
  const sanitize = { sanitizeResources: false, sanitizeOps: false };
  if (!leavesOutEmbedded) {
    Deno.test({
      name: `${name} (embedded)`,
      ...sanitize,
      fn: async () => await test(await getDatabase("embedded", openEmbedded)),
    });
  }
  testOnServer(name, test);
}

/** Registers a test that only a server can tell anything about. */
export function testOnServer(
  name: string,
  test: (database: TestDatabase) => Promise<void>,
): void {
  Deno.test({
    name: serverUrl === null ? `${name} (server: ${serverHint})` : `${name} (server)`,
    ignore: serverUrl === null,
    sanitizeResources: false,
    sanitizeOps: false,
    fn: async () => await test(await getDatabase("server", openServer)),
  });
}

async function getDatabase(
  key: string,
  create: () => Promise<{ connection: Connection; drop(): Promise<void> }>,
): Promise<TestDatabase> {
  const known = open.get(key);
  if (known !== undefined) return known.database;
  const { connection, drop } = await create();
  await migrate(connection.sql);
  const { backend } = connection;
  const database: TestDatabase = {
    backend,
    connection,
    store: createStore(connection),
    // A test that breaks a connection leaves a new client to the next one.
    get sql() {
      return connection.sql;
    },
  };
  open.set(key, {
    database,
    async close() {
      await connection.close();
      await drop();
    },
  });
  return database;
}

async function openEmbedded() {
  const template = await findTemplate();
  const pglite = await PGlite.create(template === null ? {} : { loadDataDir: template });
  const connection = connectPglite(pglite);
  if (template === null) {
    await migrate(connection.sql);
    await keepTemplate(await pglite.dumpDataDir("none"));
  }
  return { connection, drop: () => Promise.resolve() };
}

/** A new database directory takes seconds to make, so it is made once for every test file. */
async function findTemplate(): Promise<Blob | null> {
  try {
    return new Blob([await Deno.readFile(`${await nameTemplate()}.tar`)]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function keepTemplate(template: Blob): Promise<void> {
  // Renamed when it is whole, since another test file may look for it at this moment.
  const unfinished = await Deno.makeTempFile();
  await Deno.writeFile(unfinished, template.stream());
  await Deno.rename(unfinished, `${await nameTemplate()}.tar`);
}

async function openServer() {
  const { url, drop } = await createServerDatabase({ migrated: true });
  return { connection: await connectTo(url, 10), drop };
}

/** Connects without patience. */
export function connectTo(url: string, max = 2): Promise<Connection> {
  return connectServer(url, { setting: "TEST_DATABASE_URL", max, retrySeconds: 0 });
}

/**
 * A database on the server, to be dropped in the end: empty unless `migrated`.
 *
 * @param owner a login that exists; the server's own where it is left out.
 */
export async function createServerDatabase(
  { owner, migrated = false }: { readonly owner?: string; readonly migrated?: boolean } = {},
): Promise<{ readonly url: string; readonly name: string; drop(): Promise<void> }> {
  if (serverUrl === null) throw new Error(serverHint);
  const name = `roadcall_test_${crypto.randomUUID().replaceAll("-", "")}`;
  const of = migrated ? ` template ${await getServerTemplate(serverUrl)}` : "";
  await asAdministrator(
    `create database ${name}${of}${owner === undefined ? "" : ` owner ${owner}`}`,
  );
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    drop: () => asAdministrator(`drop database ${name} with (force)`),
  };
}

/** Runs one statement in the database that TEST_DATABASE_URL names. */
export async function asAdministrator(statement: string): Promise<void> {
  if (serverUrl === null) throw new Error(serverHint);
  const connection = await connectTo(serverUrl, 1);
  try {
    await connection.sql.unsafe(statement);
  } finally {
    await connection.close();
  }
}
