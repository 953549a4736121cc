import { findFreePort } from "../desk/find_free_port.ts";

/** A Postgres of the bench's own, which waits for the disk as one in production does. */
export interface BenchServer {
  readonly url: string;
  /** What {@link restartServer} needs, to be handed to another process. */
  readonly control: string;
  stop(): Promise<void>;
}

/**
 * Makes a cluster in a new directory and starts it. As root it runs as `postgres`, since Postgres
 * refuses to be root.
 *
 * @throws with what to install where there is no Postgres
 */
export async function startServer(): Promise<BenchServer> {
  const bin = await findBinaries();
  const folder = await Deno.makeTempDir({ prefix: "roadcall_bench_server_" });
  if (Deno.uid() === 0) await run(["chown", "postgres", folder]);
  const data = `${folder}/data`;
  const port = findFreePort();
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=200 ` +
    "-c shared_buffers=512MB -c max_wal_size=4GB -c fsync=on -c synchronous_commit=on";
  await asPostgres(`${bin}/initdb`, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8");
  await asPostgres(
    `${bin}/pg_ctl`,
    "-D",
    data,
    "-l",
    `${folder}/log`,
    "-w",
    "-o",
    options,
    "start",
  );
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    control: JSON.stringify({ bin, folder, options }),
    async stop() {
      await asPostgres(`${bin}/pg_ctl`, "-D", data, "-w", "-m", "immediate", "stop");
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
  const { bin, folder, options } = JSON.parse(control);
  const data = `${folder}/data`;
  await asPostgres(`${bin}/pg_ctl`, "-D", data, "-w", "-m", "fast", "stop");
  const forgotten = forgetFiles && await Deno.writeTextFile("/proc/sys/vm/drop_caches", "3").then(
    () => true,
    () => false,
  );
  await asPostgres(
    `${bin}/pg_ctl`,
    "-D",
    data,
    "-l",
    `${folder}/log`,
    "-w",
    "-o",
    options,
    "start",
  );
  return forgotten;
}

async function findBinaries(): Promise<string> {
  const home = "/usr/lib/postgresql";
  const versions: number[] = [];
  try {
    for await (const { name } of Deno.readDir(home)) versions.push(Number(name));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const newest = Math.max(...versions.filter(Number.isInteger));
  if (newest > 0) return `${home}/${newest}/bin`;
  throw new Error(
    "There is no Postgres here. Install one (apt-get install -y postgresql), or name a server: " +
      "BENCH_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres",
  );
}

async function asPostgres(...command: readonly string[]): Promise<void> {
  await run(Deno.uid() === 0 ? ["runuser", "-u", "postgres", "--", ...command] : command);
}

async function run([command = "", ...args]: readonly string[]): Promise<void> {
  // A server that is started would hold a pipe open for as long as it runs.
  const { success } = await new Deno.Command(command, {
    args,
    cwd: "/",
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`${command} ${args.join(" ")} has failed; see above`);
}
