import { access, cp, rename } from "node:fs/promises";
import postgres from "postgres";
import { openStore } from "../../src/postgres/open_store.ts";
import { nameTemplate } from "../postgres/name_template.ts";
import { getServerTemplate } from "../postgres/server_template.ts";
import { testDatabaseUrl } from "../requirement.ts";

/** A database of a story's own: embedded in a new directory, or on the server for tests. */
export interface TestDatabase {
  readonly settings: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

export async function createDatabase(): Promise<TestDatabase> {
  return testDatabaseUrl === null
    ? await createEmbeddedDatabase()
    : await createOnServer(testDatabaseUrl);
}

/** An embedded one in any case. A new one takes seconds, on a busy machine half a minute. */
export async function createEmbeddedDatabase(): Promise<TestDatabase> {
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_smoke_" });
  await cp(await getTemplate(), `${dataDir}/postgres`, { recursive: true });
  return {
    settings: { DATA_DIR: dataDir },
    drop: () => Deno.remove(dataDir, { recursive: true }),
  };
}

/** The directory of a database that has just been migrated; made once. */
async function getTemplate(): Promise<string> {
  const template = `${await nameTemplate()}_directory`;
  if (!(await exists(template))) {
    const unfinished = await Deno.makeTempDir({ prefix: "roadcall_template_" });
    const opened = await openStore({ kind: "embedded", dataDir: unfinished });
    await opened.close();
    // Renamed when it is whole, since another run may look for it at this moment.
    await rename(`${unfinished}/postgres`, template).catch(async (error) => {
      // Another run was faster: then what it made serves this one too.
      if (!(await exists(template))) throw error;
    });
    await Deno.remove(unfinished, { recursive: true });
  }
  return template;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(() => true, () => false);
}

async function createOnServer(serverUrl: string): Promise<TestDatabase> {
  const name = `roadcall_smoke_${crypto.randomUUID().replaceAll("-", "")}`;
  await runOn(serverUrl, `create database ${name} template ${await getServerTemplate(serverUrl)}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    settings: { DATABASE_URL: url.href },
    drop: () => runOn(serverUrl, `drop database ${name} with (force)`),
  };
}

async function runOn(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, fetch_types: false });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
