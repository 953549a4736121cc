/** A Postgres of the trial's own, which ends with it. */
import { runCommand } from "./run_command.ts";

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
  const bin = await findBinaries();
  const isRoot = Deno.uid() === 0;
  // PostgreSQL refuses to run as root.
  const run = (name: string, ...args: readonly string[]) =>
    isRoot
      ? runCommand("runuser", ["-u", "postgres", "--", `${bin}/${name}`, ...args], { cwd: folder })
      : runCommand(`${bin}/${name}`, args, { cwd: folder });
  if (isRoot) await runCommand("chown", ["postgres", folder]);
  const port = findFreePort();
  const data = `${folder}/data`;
  const control = (...args: readonly string[]) =>
    run("pg_ctl", "-D", data, "-l", `${folder}/postgres.log`, "-w", ...args);
  await run(
    "initdb",
    ...["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
  );
  // It is to survive crashes of its processes, as the trial makes them; not a power cut.
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    fsync: "off",
    max_connections: "100",
    shared_buffers: "128MB",
  };
  await control(
    "-o",
    Object.entries(settings).map((pair) => `-c ${pair.join("=")}`).join(" "),
    "start",
  );
  try {
    await run("createdb", "-h", "127.0.0.1", "-p", String(port), "-U", "postgres", database);
  } catch (error) {
    await control("-m", "immediate", "stop");
    throw error;
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/${database}`,
    restart: async (mode) => void await control("-m", mode, "restart"),
    async dump(path) {
      const sql = await run(
        "pg_dump",
        "-h",
        "127.0.0.1",
        "-p",
        String(port),
        "-U",
        "postgres",
        database,
      );
      await Deno.writeTextFile(path, sql);
    },
    [Symbol.asyncDispose]: async () => void await control("-m", "immediate", "stop"),
  };
}

/** @throws {Error} in words, where there is no Postgres */
async function findBinaries(): Promise<string> {
  const root = "/usr/lib/postgresql";
  const versions: string[] = [];
  try {
    for await (const { name } of Deno.readDir(root)) versions.push(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const [newest] = versions.toSorted((a, b) => Number(b) - Number(a));
  if (newest !== undefined) return `${root}/${newest}/bin`;
  throw new Error(`the trial needs a Postgres server in ${root}: apt-get install postgresql`);
}

export function findFreePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
