/** A container of an image, run by Debian's runc: a read-only root, and the network of this machine. */
import assert from "node:assert/strict";
import { type LaunchedProcess, startProcess } from "../launch/launched_process.ts";
import type { Buildah } from "./buildah.ts";
import { runTool } from "./buildah.ts";
import { type ImageConfig, readImageConfig } from "./image_config.ts";

export interface Container extends LaunchedProcess {
  /** Runs a command inside, as the image's user. @returns its exit code and what it said */
  exec(command: readonly string[]): Promise<{ readonly code: number; readonly said: string }>;
  /** the program's process, as this machine counts */
  findPid(): Promise<number>;
}

export interface ContainerOptions {
  /** what comes after the entrypoint; the image's own unless given */
  readonly command?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** a folder of this machine for the image's volume */
  readonly data: string;
}

export async function runContainer(
  buildah: Buildah,
  image: string,
  options: ContainerOptions,
): Promise<Container> {
  const config = await readImageConfig(buildah, image);
  const rootfs = await buildah.run("mount", await buildah.run("from", "--pull-never", image));
  const bundle = await Deno.makeTempDir({ prefix: "roadcall_bundle_" });
  await Deno.writeTextFile(
    `${bundle}/config.json`,
    JSON.stringify(describeContainer(config, rootfs, options)),
  );
  const id = `roadcall-${crypto.randomUUID()}`;
  const runc = ["--root", `${bundle}/state`];
  const process = startProcess("runc", [...runc, "run", "--bundle", bundle, id], {});
  return {
    ...process,
    kill: (signal) => {
      new Deno.Command("runc", { args: [...runc, "kill", id, signal] }).outputSync();
    },
    async exec(command) {
      const { code, stdout, stderr } = await new Deno.Command("runc", {
        args: [...runc, "exec", id, ...command],
      }).output();
      const text = new TextDecoder();
      return { code, said: text.decode(stdout) + text.decode(stderr) };
    },
    async findPid() {
      const state: unknown = JSON.parse(await runTool("runc", [...runc, "state", id]));
      assert.ok(typeof state === "object" && state !== null && "pid" in state);
      return Number(state.pid);
    },
    async [Symbol.asyncDispose]() {
      await new Deno.Command("runc", { args: [...runc, "kill", id, "KILL"] }).output();
      await process[Symbol.asyncDispose]();
      await Deno.remove(bundle, { recursive: true });
    },
  };
}

/** Source: the OCI runtime specification, config.json. */
function describeContainer(
  config: ImageConfig,
  rootfs: string,
  { command = config.Cmd, env, data }: ContainerOptions,
) {
  const [uid, gid] = config.User.split(":").map(Number);
  const [volume] = Object.keys(config.Volumes);
  return {
    ociVersion: "1.0.2",
    root: { path: rootfs, readonly: true },
    process: {
      user: { uid, gid },
      args: [...config.Entrypoint, ...command],
      env: [...config.Env, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
      cwd: config.WorkingDir,
      noNewPrivileges: true,
      capabilities: {},
    },
    mounts: [
      { destination: "/proc", type: "proc", source: "proc" },
      { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "mode=755"] },
      { destination: volume, type: "bind", source: data, options: ["rbind", "rw"] },
    ],
    linux: {
      namespaces: ["pid", "ipc", "uts", "mount"].map((type) => ({ type })),
    },
  };
}
