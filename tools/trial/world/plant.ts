/** Bugs that the trial has to find: planted in a copy of the program, or in the trial's database. */
import { cp } from "node:fs/promises";
import postgres from "postgres";

interface Change {
  readonly from: string;
  readonly to: string;
}

export interface Plant {
  /** By their path in the project. */
  readonly files: readonly (Change & { readonly path: string })[];
  readonly functions: readonly (Change & { readonly name: string })[];
}

export const plants: Readonly<Record<string, Plant>> = {
  /** That an update was applied already is not asked. */
  dedupe: {
    files: [{
      path: "src/postgres/repositories/updates.ts",
      from: "const fresh = (await findRow(tx, statements.markProcessed, { id })) !== null;",
      to: "await findRow(tx, statements.markProcessed, { id });\n    const fresh = true;",
    }],
    functions: [],
  },
  /** That a lease ends is forgotten: what a killed replica had in hand stays its own for ever. */
  lease: {
    files: [],
    functions: [{
      name: "claim_due_deliveries",
      from: "set leased_until = moment + make_interval(secs => lease_seconds)",
      to: "set leased_until = moment + interval '1000 days'",
    }, {
      name: "renew_deliveries",
      from: "set leased_until = roadcall_now() + make_interval(secs => lease_seconds)",
      to: "set leased_until = roadcall_now() + interval '1000 days'",
    }],
  },
  /** That a card changed while its edit was under way is not asked: what was drawn stays. */
  stale: {
    files: [{
      path: "src/postgres/repositories/messages.ts",
      from: "current: row !== null && row.is_card && row.wanted_version <= shown.version,",
      to: "current: row !== null && row.is_card,",
    }],
    functions: [],
  },
};

/** What the program is made of, in the project's folder. */
const parts = /^(src|migrations|deno\.json|deno\.lock|[a-z_]+\.ts)$/;

/**
 * Copies the program and plants what belongs into its files.
 *
 * @param folder made here
 * @throws {Error} where the place of a change is not there, or more than once
 */
export async function plantInFiles(root: string, folder: string, plant: Plant): Promise<void> {
  await Deno.mkdir(folder);
  for await (const { name } of Deno.readDir(root)) {
    if (parts.test(name)) await cp(`${root}/${name}`, `${folder}/${name}`, { recursive: true });
  }
  for (const { path, ...change } of plant.files) {
    const text = await Deno.readTextFile(`${folder}/${path}`);
    await Deno.writeTextFile(`${folder}/${path}`, replaceOnce(text, change, path));
  }
}

/** The same in the functions of a migrated database. */
export async function plantInDatabase(url: string, plant: Plant): Promise<void> {
  if (plant.functions.length === 0) return;
  const sql = postgres(url, { max: 1, fetch_types: false });
  try {
    for (const { name, ...change } of plant.functions) {
      const rows = await sql<{ text: string }[]>`
        select pg_get_functiondef(oid) as text from pg_proc where proname = ${name}`;
      // Under one name there may be an older one, for programs of the version before.
      const places = rows.filter(({ text }) => text.includes(change.from));
      if (places.length === 0) throw explain(change, `a function ${name}`);
      for (const { text } of places) await sql.unsafe(replaceOnce(text, change, name));
    }
  } finally {
    await sql.end();
  }
}

/** @throws {Error} which says what to do */
export function replaceOnce(text: string, { from, to }: Change, where: string): string {
  const [before, after, ...more] = text.split(from);
  if (before !== undefined && after !== undefined && more.length === 0) return before + to + after;
  throw explain({ from }, where);
}

function explain({ from }: Pick<Change, "from">, where: string): Error {
  return new Error(
    `a bug cannot be planted: ${JSON.stringify(from)} does not stand once in ${where}. ` +
      "Say in tools/trial/world/plant.ts where it belongs now.",
  );
}
