/** A Postgres server in a folder of its own, for tests, trials and benchmarks. */
import { findFreePort } from "../find_free_port.ts";
import { runCommand } from "../run_command.ts";

/** Where a cluster lives and how it is started: with this another process can control it as well. */
export interface ClusterFiles {
  readonly folder: string;
  readonly port: number;
  /** As in postgresql.conf. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface Cluster extends ClusterFiles {
  /** As the server's administrator. */
  readonly url: string;
  /** Resolves when it takes connections. */
  start(): Promise<void>;
  /** `immediate` ends it as a crash would, `fast` says goodbye to whoever is connected. */
  stop(mode: "fast" | "immediate"): Promise<void>;
  /** The same and up again. */
  restart(mode: "fast" | "immediate"): Promise<void>;
  /** Ends the recovery of a standby: it takes writes from then on. */
  promote(): Promise<void>;
  /** One of the server's programs, such as pg_dump, on this server. @returns what it printed */
  run(program: string, ...args: readonly string[]): Promise<string>;
}

const home = "/usr/lib/postgresql";

/** The folder of the newest server's programs, as Debian has them; null where there is none. */
export function findPostgres(): string | null {
  try {
    const newest = Math.max(
      ...[...Deno.readDirSync(home)].map(({ name }) => Number(name))
        .filter((version) => version >= 15),
    );
    return newest > 0 ? `${home}/${newest}/bin` : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/**
 * Makes a new one on a free port, and starts it.
 *
 * @param folder an empty one, for its data and its log
 * @throws with what to install where there is no Postgres
 */
export async function createCluster(
  folder: string,
  settings: ClusterFiles["settings"],
): Promise<Cluster> {
  await giveToServer(folder);
  const how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  await runProgram("initdb", ["-D", `${folder}/data`, ...how]);
  const cluster = openCluster({ folder, port: findFreePort(), settings });
  await cluster.start();
  return cluster;
}

/** One whose files are there. */
export function openCluster(files: ClusterFiles): Cluster {
  const { folder, port } = files;
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    ...files.settings,
  };
  const given = Object.entries(settings).map((pair) => `-c ${pair.join("=")}`).join(" ");
  const control = async (...args: readonly string[]) =>
    void await runProgram("pg_ctl", [
      ...["-D", `${folder}/data`, "-l", `${folder}/postgres.log`, "-w"],
      ...args,
    ]);
  return {
    ...files,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: () => control("-o", given, "start"),
    stop: (mode) => control("-m", mode, "stop"),
    restart: (mode) => control("-m", mode, "restart"),
    promote: () => control("promote"),
    run: (program, ...args) =>
      runProgram(program, ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres", ...args]),
  };
}

/** PostgreSQL refuses to run as root, so there it runs as `postgres`, whose the folder must be. */
export async function giveToServer(folder: string): Promise<void> {
  if (Deno.uid() === 0) await runCommand("chown", ["postgres", folder]);
}

async function runProgram(name: string, args: readonly string[]): Promise<string> {
  const bin = findPostgres();
  if (bin === null) {
    throw new Error(`There is no Postgres server in ${home}: apt-get install -y postgresql`);
  }
  const command = [`${bin}/${name}`, ...args];
  const [program = "", ...rest] = Deno.uid() === 0
    ? ["runuser", "-u", "postgres", "--", ...command]
    : command;
  return await runCommand(program, rest, { cwd: "/" });
}
