/** A Postgres server of a test's own, to be stopped, started again, copied and promoted. */
import { type Requirement, server } from "../requirement.ts";

export interface Cluster {
  readonly port: number;
  /** As the server's administrator. */
  readonly url: string;
  /** Without `immediate` it says goodbye to whoever is connected. */
  stop(mode: "fast" | "immediate"): Promise<void>;
  /** Resolves when it takes connections. */
  start(): Promise<void>;
  /** A server that follows this one and takes no writes, until it is promoted. */
  createStandby(): Promise<Cluster>;
  promote(): Promise<void>;
  /** Stops it and takes its files away. */
  remove(): Promise<void>;
}

const binaries = findBinaries();

/** In the run of the tests that has a server: one is enough. */
export const ownCluster: Requirement = {
  isMet: binaries !== null && server.isMet,
  howTo: `apt-get install -y postgresql; ${server.howTo}`,
};

export async function createCluster(): Promise<Cluster> {
  const folder = await makeFolder();
  const how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  await run(binary("initdb"), "-D", `${folder}/data`, ...how);
  return await startCluster(folder);
}

async function startCluster(folder: string): Promise<Cluster> {
  const port = findFreePort();
  const data = `${folder}/data`;
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
  const control = async (...args: string[]) =>
    void await run(binary("pg_ctl"), "-D", data, "-w", ...args);
  const start = () => control("-l", `${folder}/log`, "-o", settings, "start");
  await start();
  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: (mode) => control("-m", mode, "stop"),
    start,
    async createStandby() {
      const copy = await makeFolder();
      const from = ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres"];
      const how = ["-c", "fast", "-R", "--no-sync"];
      await run(binary("pg_basebackup"), ...from, "-D", `${copy}/data`, ...how);
      return await startCluster(copy);
    },
    promote: () => control("promote"),
    async remove() {
      // It may be stopped already.
      await control("-m", "immediate", "stop").catch(() => {});
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
async function run(program: string, ...args: readonly string[]): Promise<string> {
  const asRoot = Deno.uid() === 0;
  const { success, stdout, stderr } = await new Deno.Command(asRoot ? "runuser" : program, {
    args: asRoot ? ["-u", "postgres", "--", program, ...args] : [...args],
    cwd: "/",
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`${program} failed: ${text.decode(stdout)}${text.decode(stderr)}`);
  return text.decode(stdout).trim();
}

function makeFolder(): Promise<string> {
  return run("mktemp", "-d", "-t", "roadcall_cluster_XXXXXX");
}

function binary(name: string): string {
  return `${binaries ?? ""}/${name}`;
}

function findBinaries(): string | null {
  const root = "/usr/lib/postgresql";
  try {
    const newest = [...Deno.readDirSync(root)].map(({ name }) => Number(name))
      .filter((version) => version >= 15).sort((a, b) => b - a)[0];
    return newest === undefined ? null : `${root}/${newest}/bin`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function findFreePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
