import { createBenchDatabase } from "./bench_database.ts";

/** Where a desk of the bench has its data, as settings, until it is dropped. */
export interface OwnDatabase {
  readonly settings: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

export async function createOwnDatabase(
  backend: "server" | "embedded",
  serverUrl: string,
): Promise<OwnDatabase> {
  if (backend === "server") {
    const { url, drop } = await createBenchDatabase(serverUrl);
    return { settings: { DATABASE_URL: url }, drop };
  }
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_bench_" });
  return {
    settings: { DATA_DIR: dataDir },
    drop: () => Deno.remove(dataDir, { recursive: true }),
  };
}
