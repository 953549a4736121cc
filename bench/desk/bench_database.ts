import postgres from "postgres";

/** The server on which the bench makes and drops databases. */
export function getServerUrl(): string {
  const url = Deno.env.get("BENCH_DATABASE_URL");
  if (url) return url;
  console.error(
    "Name a Postgres server: BENCH_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres",
  );
  Deno.exit(2);
}

export interface BenchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export async function createBenchDatabase(serverUrl: string): Promise<BenchDatabase> {
  const name = `roadcall_bench_${crypto.randomUUID().replaceAll("-", "")}`;
  await runOn(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => void await runOn(serverUrl, `drop database ${name} with (force)`),
  };
}

/** What everything runs on, for the foot of a table. */
export async function describeMachine(serverUrl: string, sharing: string): Promise<string> {
  const [version] = await runOn(serverUrl, "show server_version");
  const [fsync] = await runOn(serverUrl, "show fsync");
  return `${navigator.hardwareConcurrency} cores, shared by ${sharing}; ` +
    `Postgres ${version?.["server_version"]}, fsync ${
      fsync?.["fsync"]
    }; Deno ${Deno.version.deno}.`;
}

export async function runOn(url: string, statement: string) {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
