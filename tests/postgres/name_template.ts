import { tmpdir } from "node:os";

/**
 * Where a database that has just been migrated is kept, since a new one takes seconds to make.
 * Another one for other migrations or packages.
 */
export async function nameTemplate(): Promise<string> {
  const root = new URL("../../", import.meta.url);
  const files = [...Deno.readDirSync(new URL("migrations/", root))].map(({ name }) => name).sort();
  const parts = [...files.map((name) => `migrations/${name}`), "deno.json"];
  const text = (await Promise.all(parts.map((part) => Deno.readTextFile(new URL(part, root)))))
    .join("\n");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `${tmpdir()}/roadcall_template_${new Uint8Array(digest).toHex().slice(0, 16)}`;
}

async function openServer() {
  const { url, drop } = await createServerDatabase();
  return { connection: await connectTo(url, 10), drop };
}

/** Connects without patience. */
export function connectTo(url: string, max = 2): Promise<Connection> {
  return connectServer(url, { setting: "TEST_DATABASE_URL", max, retrySeconds: 0 });
}

/**
 * An empty database on the server, to be dropped in the end.
 *
 * @param owner a login that exists; the server's own where it is left out.
 */
export async function createServerDatabase(
  owner?: string,
): Promise<{ readonly url: string; readonly name: string; drop(): Promise<void> }> {
  if (serverUrl === null) throw new Error(serverHint);
  const name = `roadcall_test_${crypto.randomUUID().replaceAll("-", "")}`;
  await asAdministrator(`create database ${name}${owner === undefined ? "" : ` owner ${owner}`}`);
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
