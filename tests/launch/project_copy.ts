import { cp } from "node:fs/promises";

/** The program's own files and nothing else, in a folder of their own. */
export interface ProjectCopy extends AsyncDisposable {
  /** with a slash at its end */
  readonly folder: string;
}

const root = new URL("../../", import.meta.url);

/**
 * A copy of what a release consists of: a launcher that is tried there meets no `.env` of whoever
 * runs the tests, and may be given one.
 */
export async function copyProject(): Promise<ProjectCopy> {
  const folder = `${await Deno.makeTempDir({ prefix: "roadcall_copy_" })}/`;
  const files = [...Deno.readDirSync(root)].filter(({ isFile, name }) =>
    isFile && /\.ts$|^deno\.(json|lock)$/.test(name)
  );
  for (const { name } of files) await Deno.copyFile(new URL(name, root), `${folder}${name}`);
  for (const name of ["src", "migrations"]) {
    await cp(new URL(name, root), `${folder}${name}`, { recursive: true });
  }
  return { folder, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}
