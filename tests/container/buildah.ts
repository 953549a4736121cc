/** Debian's buildah with a storage of its own: no daemon, and nothing left behind. */
import assert from "node:assert/strict";

export interface Buildah extends AsyncDisposable {
  /** Runs it. @returns what it printed, without the line break at the end */
  run(...args: readonly string[]): Promise<string>;
}

export async function openBuildah(): Promise<Buildah> {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_buildah_" });
  // Where this machine is a container itself, layers cannot be laid upon its own.
  const isLayered = await runTool("stat", ["--file-system", "--format=%T", folder]) === "overlayfs";
  const storage = [
    `--root=${folder}/root`,
    `--runroot=${folder}/run`,
    `--storage-driver=${isLayered ? "vfs" : "overlay"}`,
  ];
  const run = (...args: readonly string[]) =>
    runTool("buildah", [...storage, ...args], { BUILDAH_ISOLATION: "chroot" });
  return {
    run,
    async [Symbol.asyncDispose]() {
      await run("umount", "--all");
      await run("rm", "--all");
      await run("rmi", "--all", "--force");
      // Its mount points for all storage are busy until they are let go of.
      await runTool("sh", ["-c", `umount ${folder}/root/* || true; rm -rf ${folder}`]);
    },
  };
}

/** Runs a program to its end. @throws with all that it said, where it fails */
export async function runTool(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(name, { args: [...args], env }).output();
  const text = new TextDecoder();
  const said = text.decode(stdout);
  assert.equal(code, 0, `${name} ${args.join(" ")}\n${said}\n${text.decode(stderr)}`);
  return said.trim();
}
