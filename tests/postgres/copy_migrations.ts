/**
 * The program's migrations in a directory where a test may change them.
 *
 * @param more files to put beside them, by name: what a later program would bring.
 * @returns the directory, with a slash at its end
 */
export async function copyMigrations(more: Readonly<Record<string, string>> = {}): Promise<string> {
  // A checkout may lie anywhere, also where its path reads like a pattern.
  const copy = `${await Deno.makeTempDir({ prefix: "a [b] {c} (d) " })}/`;
  for (const name of await listMigrationFiles()) {
    await Deno.copyFile(new URL(name, ownMigrations), copy + name);
  }
  for (const [name, sql] of Object.entries(more)) await Deno.writeTextFile(copy + name, sql);
  return copy;
}

export const ownMigrations = new URL("../../migrations/", import.meta.url);

/** Their names, in order. */
export async function listMigrationFiles(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(ownMigrations)) names.push(name);
  return names.sort();
}
