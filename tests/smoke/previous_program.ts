import { fileURLToPath } from "node:url";
import { listMigrationFiles } from "../postgres/copy_migrations.ts";

/** The last program before the newest migration, as the history of this checkout has it. */
export interface PreviousProgram {
  readonly commit: string;
  /** Of its schema. */
  readonly version: number;
  /** Whether it starts on a later schema that says it serves it. */
  readonly startsOnLater: boolean;
}

const root = fileURLToPath(new URL("../../", import.meta.url));

async function run(program: string, args: readonly string[]): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command(program, {
      args: [...args],
      cwd: root,
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout).trim() : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

const git = (...args: string[]) => run("git", args);

/** Null where there is no git or not enough of the history, as in a shallow clone. */
export async function findPreviousProgram(): Promise<PreviousProgram | null> {
  const newest = (await listMigrationFiles()).at(-1);
  if (newest === undefined) return null;
  const added = await git(
    "log",
    "--diff-filter=A",
    "-1",
    "--format=%H",
    "--",
    `migrations/${newest}`,
  );
  if (added === null) return null;
  // One that is not committed yet has all that is before it.
  const commit = await git("rev-parse", "--verify", added === "" ? "HEAD" : `${added}^`);
  if (commit === null) return null;
  const files = await git("ls-tree", "--name-only", commit, "migrations/");
  const version = Math.max(...(files ?? "").split("\n").map((path) => parseInt(path.slice(11))));
  const known = await git("ls-tree", "--name-only", commit, "src/postgres/served_programs.ts");
  return { commit, version, startsOnLater: known !== "" };
}

/**
 * Which of its migrations this checkout has otherwise, or no more. Comments count as well: a program
 * knows by their whole text which migrations made a schema, and refuses one that differs.
 */
export async function listEditedMigrations({ commit }: PreviousProgram): Promise<string[]> {
  const changed = await git(
    "diff",
    "--name-only",
    "--no-renames",
    "--diff-filter=MD",
    commit,
    "--",
    "migrations/",
  );
  if (changed === null) throw new Error(`git cannot compare with ${commit}`);
  return changed.split("\n").filter((path) => path !== "");
}

/** Puts it into a folder, with the packages of this checkout, so that none has to be fetched. */
export async function extractProgram({ commit }: PreviousProgram): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_previous_" });
  const archive = `${folder}/archive.tar`;
  if (await git("archive", "--format=tar", `--output=${archive}`, commit) === null) {
    throw new Error(`git cannot hand out ${commit}`);
  }
  if (await run("tar", ["-xf", archive, "-C", folder]) === null) throw new Error("tar failed");
  for (const name of ["deno.json", "deno.lock"]) {
    await Deno.copyFile(`${root}${name}`, `${folder}/${name}`);
  }
  return folder;
}
