import { cp } from "node:fs/promises";
import type { Requirement } from "../requirement.ts";
import { createEmbeddedDatabase } from "../smoke/create_database.ts";

/** A disk of its own that a test can fill. */
export const smallDisks: Requirement = {
  isMet: Deno.build.os === "linux" && Deno.uid() === 0 && mayMount(),
  howTo: "as root, where mount -t tmpfs is allowed",
};

export interface SmallDisk extends AsyncDisposable {
  /** Has a database in it, of the schema that there is now. */
  readonly dataDir: string;
  /** Leaves no byte. */
  fill(): Promise<void>;
  /** Gives back what {@link fill} took. */
  free(): Promise<void>;
  /** Lets nobody write any more, or again. */
  remount(how: "ro" | "rw"): void;
}

export async function createSmallDisk(): Promise<SmallDisk> {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_disk_" });
  run("mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", folder);
  const template = await createEmbeddedDatabase();
  const dataDir = `${folder}/data`;
  await cp(template.settings["DATA_DIR"] ?? "", dataDir, { recursive: true });
  await template.drop();
  const filler = `${folder}/filler`;
  return {
    dataDir,
    async fill() {
      using file = await Deno.open(filler, { create: true, append: true });
      for (let size = 1 << 20; size > 0;) {
        try {
          await file.write(new Uint8Array(size));
        } catch (error) {
          if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
          size >>= 1;
        }
      }
    },
    free: () => Deno.remove(filler),
    remount: (how) => run("mount", "-o", `remount,${how}`, folder),
    [Symbol.asyncDispose]: () => {
      run("umount", "--lazy", folder);
      return Deno.remove(folder);
    },
  };
}

function mayMount(): boolean {
  const folder = Deno.makeTempDirSync();
  try {
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
    run("umount", folder);
    return true;
  } catch {
    return false;
  } finally {
    Deno.removeSync(folder);
  }
}

function run(command: string, ...args: readonly string[]): void {
  const { success, stderr } = new Deno.Command(command, { args: [...args] }).outputSync();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
