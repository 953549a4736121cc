import { basename } from "node:path";
import postgres from "postgres";
import { connectServer } from "../../src/postgres/connect_server.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { nameTemplate } from "./name_template.ts";

let made: Promise<string> | null = null;

/**
 * The name of a database on the server with the schema as it is now, to make others of: a copy takes
 * a fraction of what all migrations take. It stays there for the next run.
 */
export function getServerTemplate(serverUrl: string): Promise<string> {
  return made ??= makeTemplate(serverUrl);
}

async function makeTemplate(serverUrl: string): Promise<string> {
  const name = basename(await nameTemplate());
  const server = postgres(serverUrl, { max: 1, fetch_types: false });
  try {
    const [found] = await server`select from pg_database where datname = ${name}`;
    if (found !== undefined) return name;
    // Renamed when it is whole, since another test file may look for it at this moment.
    const unfinished = `roadcall_unfinished_${crypto.randomUUID().replaceAll("-", "")}`;
    await server.unsafe(`create database ${unfinished}`);
    await migrateAt(serverUrl, unfinished);
    await server.unsafe(`alter database ${unfinished} rename to ${name}`).catch(async (error) => {
      await server.unsafe(`drop database ${unfinished}`);
      // Another one was faster: then what it made serves this one too.
      if (!(error instanceof postgres.PostgresError && error.code === "42P04")) throw error;
    });
    return name;
  } finally {
    await server.end();
  }
}

async function migrateAt(serverUrl: string, name: string): Promise<void> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const connection = await connectServer(url.href, {
    setting: "TEST_DATABASE_URL",
    max: 1,
    retrySeconds: 0,
  });
  try {
    await migrate(connection.sql);
  } finally {
    await connection.close();
  }
}
