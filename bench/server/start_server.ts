import { createCluster, findPostgres, openCluster } from "../../tools/postgres/cluster.ts";

/** A Postgres of the bench's own, which waits for the disk as one in production does. */
export interface BenchServer {
  readonly url: string;
  /** What {@link restartServer} needs, to be handed to another process. */
  readonly control: string;
  stop(): Promise<void>;
}

const settings = {
  max_connections: "200",
  shared_buffers: "512MB",
  max_wal_size: "4GB",
  fsync: "on",
  synchronous_commit: "on",
};

/**
 * Makes a cluster in a new directory and starts it.
 *
 * @throws with what to install where there is no Postgres
 */
export async function startServer(): Promise<BenchServer> {
  if (findPostgres() === null) {
    throw new Error(
      "There is no Postgres here. Install one (apt-get install -y postgresql), or name a server: " +
        "BENCH_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres",
    );
  }
  const made = await Deno.makeTempDir({ prefix: "roadcall_bench_server_" });
  const { url, folder, port, stop } = await createCluster(made, settings);
  return {
    url,
    control: JSON.stringify({ folder, port }),
    async stop() {
      await stop("immediate");
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/**
 * Restarts it, so that its own cache is empty.
 *
 * @param forgetFiles has the system forget what it has read of any files as well; this takes root,
 *   and slows down whatever else runs on the machine for a while
 * @returns whether the system did so
 */
export async function restartServer(control: string, forgetFiles: boolean): Promise<boolean> {
  const { folder, port } = JSON.parse(control);
  const cluster = openCluster({ folder, port, settings });
  await cluster.stop("fast");
  const forgotten = forgetFiles && await Deno.writeTextFile("/proc/sys/vm/drop_caches", "3").then(
    () => true,
    () => false,
  );
  await cluster.start();
  return forgotten;
}
