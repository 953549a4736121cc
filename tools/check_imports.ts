/**
 * Reports every file and every import that breaks the house's rules, one a line, and exits with 1
 * where there is any. What the pure parts may call is checked by `deno lint`
 * (tools/lint/pure_parts.ts).
 *
 *     deno run -A tools/check_imports.ts [folder of the project]
 */
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkFile } from "./check_imports/check_files.ts";
import { findViolations, type Violation } from "./check_imports/find_violations.ts";
import { listImports } from "./check_imports/list_imports.ts";

/** Every violation in a project, by file and line. */
export async function checkImports(root: string): Promise<Violation[]> {
  const files = await listSources(root);
  const { imports, broken } = await listImports(files, join(root, "deno.json"));
  const violations = findViolations(root, imports);
  for (const { file, error } of broken) {
    violations.push({ file: relative(root, fileURLToPath(file)), line: 1, rule: error });
  }
  for (const file of files) {
    violations.push(...checkFile(relative(root, file), await Deno.readTextFile(file)));
  }
  return violations.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

async function listSources(root: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(root)) {
    if (entry.isFile && /\.tsx?$/.test(entry.name)) found.push(join(root, entry.name));
  }
  for (const folder of ["src", "tools", "tests"]) await collect(join(root, folder), found);
  return found.toSorted();
}

async function collect(folder: string, found: string[]): Promise<void> {
  let entries: Deno.DirEntry[];
  try {
    entries = await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) await collect(path, found);
    else if (/\.tsx?$/.test(entry.name)) found.push(path);
  }
}

if (import.meta.main) {
  const violations = await checkImports(resolve(Deno.args[0] ?? "."));
  for (const { file, line, rule } of violations) console.error(`${file}:${line}: ${rule}`);
  if (violations.length > 0) {
    console.error(`${violations.length} broken rules; the table is in ARCHITECTURE.md`);
    Deno.exit(1);
  }
  console.log("imports, names and lengths: all in order");
}
