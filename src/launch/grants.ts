/** What Deno permits a program, beside loading no native code. */
export interface Grants {
  /** variables of the environment; every other one looks as if it were not set */
  readonly env: readonly string[];
  /** `host:port` to talk to, or to listen at */
  readonly net: readonly string[];
  /** files and folders */
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** other programs that it may run */
  readonly run: readonly string[];
  /** whether it may profile itself; nothing else about the machine is told */
  readonly profile: boolean;
}

/**
 * What Deno can be asked about the machine. It has no name to permit its profiler alone by: that
 * needs the whole of `--allow-sys`, from which the rest is taken away again.
 */
const machineFacts = [
  "hostname",
  "osRelease",
  "osUptime",
  "loadavg",
  "networkInterfaces",
  "systemMemoryInfo",
  "uid",
  "gid",
  "username",
  "cpus",
  "homedir",
  "statfs",
  "getPriority",
  "setPriority",
];

/** Deno's flags for exactly these grants. What has no flag is denied. */
export function renderFlags({ env, net, read, write, run, profile }: Grants): string[] {
  return [
    "--no-prompt",
    // Packages are there before the start; code from elsewhere is none of ours.
    "--cached-only",
    "--no-remote",
    // Packages look at any variable while they are loaded; those must look unset, not forbidden.
    "--ignore-env",
    ...list("--allow-env", env),
    ...list("--allow-net", net),
    ...list("--allow-read", read),
    ...list("--allow-write", write),
    ...list("--allow-run", run),
    ...(profile ? ["--allow-sys", `--deny-sys=${machineFacts.join(",")}`] : []),
  ];
}

/** An empty list would permit everything. */
function list(flag: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${flag}=${values.join(",")}`];
}
