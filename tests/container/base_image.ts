/**
 * The base image that the Dockerfile names, made from this machine's own files: Debian's shell and
 * libraries, and the Deno that runs the tests. No registry of images is asked. The packages that
 * Deno has in its cache here lie in it, so that none of them is fetched again.
 */
import { cp } from "node:fs/promises";
import { findPackages } from "../../src/launch/run_deno.ts";
import { type Buildah, runTool } from "./buildah.ts";

/** The Debian image of Deno has this user. */
const users = "root:x:0:0::/root:/bin/sh\ndeno:x:1993:1993::/home/deno:/bin/sh\n";
const groups = "root:x:0:\ndeno:x:1993:\n";
/** What the Dockerfile's own commands need. */
const programs = ["sh", "mkdir", "chown", "chmod"];

export async function makeBaseImage(buildah: Buildah, name: string): Promise<void> {
  const container = await buildah.run("from", "scratch");
  const root = await buildah.run("mount", container);
  for (const folder of ["usr/bin", "usr/lib", "usr/lib64", "etc", "deno-dir", "proc", "dev"]) {
    await Deno.mkdir(`${root}/${folder}`, { recursive: true });
  }
  for (const link of ["bin", "lib", "lib64"]) await Deno.symlink(`usr/${link}`, `${root}/${link}`);
  await Deno.writeTextFile(`${root}/etc/passwd`, users);
  await Deno.writeTextFile(`${root}/etc/group`, groups);
  for (const program of programs) await copyProgram(`/usr/bin/${program}`, root);
  await copyProgram(Deno.execPath(), root);
  await cp(await findPackages(Deno.env.toObject()), `${root}/deno-dir/npm`, { recursive: true });
  await buildah.run("config", "--env", "DENO_DIR=/deno-dir/", container);
  // As in the image of that name, so that it is seen whether the Dockerfile replaces it.
  await buildah.run("config", "--entrypoint", '["/tini", "--", "docker-entrypoint.sh"]', container);
  await buildah.run("commit", "--quiet", "--format", "docker", "--rm", container, name);
}

/** A program and the libraries that it is linked with. */
async function copyProgram(path: string, root: string): Promise<void> {
  const file = await Deno.realPath(path);
  await Deno.copyFile(file, `${root}/usr/bin/${path.slice(path.lastIndexOf("/") + 1)}`);
  const linked = (await runTool("ldd", [file])).matchAll(/(\/\S+) \(0x/g);
  for (const [, library = ""] of linked) {
    await Deno.mkdir(`${root}${library.slice(0, library.lastIndexOf("/"))}`, { recursive: true });
    await Deno.copyFile(library, `${root}${library}`);
  }
}
