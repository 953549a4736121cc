/** A Postgres of the trial's own, which ends with it. */
import { createCluster } from "../../postgres/cluster.ts";

export interface TrialPostgres extends AsyncDisposable {
  /** As the owner of everything. */
  readonly url: string;
  /** `immediate` ends it as a crash would; `fast` cuts the connections off in good order. */
  restart(mode: "immediate" | "fast"): Promise<void>;
  /** Writes all of the database down as SQL. */
  dump(path: string): Promise<void>;
}

const database = "roadcall";

/** @param folder an empty one, for its data and its log */
export async function runPostgres(folder: string): Promise<TrialPostgres> {
  // It is to survive crashes of its processes, as the trial makes them; not a power cut.
  const settings = { fsync: "off", max_connections: "100", shared_buffers: "128MB" };
  const cluster = await createCluster(folder, settings);
  const stop = () => cluster.stop("immediate");
  try {
    await cluster.run("createdb", database);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = new URL(cluster.url);
  url.pathname = `/${database}`;
  return {
    url: url.href,
    restart: cluster.restart,
    dump: async (path) => Deno.writeTextFile(path, await cluster.run("pg_dump", database)),
    [Symbol.asyncDispose]: stop,
  };
}
