import postgres from "postgres";
import { testDatabaseUrl } from "../requirement.ts";

/** A database of a story's own: embedded in a new directory, or on the server for tests. */
export interface TestDatabase {
  readonly settings: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

export async function createDatabase(): Promise<TestDatabase> {
  return testDatabaseUrl === null ? await createEmbedded() : await createOnServer(testDatabaseUrl);
}

async function createEmbedded(): Promise<TestDatabase> {
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_smoke_" });
  return {
    settings: { DATA_DIR: dataDir },
    drop: () => Deno.remove(dataDir, { recursive: true }),
  };
}

async function createOnServer(serverUrl: string): Promise<TestDatabase> {
  const name = `roadcall_smoke_${crypto.randomUUID().replaceAll("-", "")}`;
  await runOn(serverUrl, `create database ${name}`);
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
