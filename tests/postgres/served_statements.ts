/**
 * Statements of this program and of those before it, as text: what a schema has to serve while
 * replicas of two versions stand side by side. `deno task keep-statements` writes the file.
 */
import * as v from "valibot";
import "../../src/postgres/create_store.ts";
import { findServedFrom } from "../../src/postgres/served_programs.ts";
import { listStatements, type Statement } from "../../src/postgres/statement.ts";
import { listMigrationFiles, ownMigrations } from "./copy_migrations.ts";

const type = v.picklist(["bool", "int4", "int8", "jsonb", "text", "timestamptz"]);

const keptSchema = v.object({
  name: v.string(),
  text: v.string(),
  /** In their order. */
  params: v.array(v.tuple([v.string(), type])),
  /** By name; the last one says whether it may be null. */
  row: v.array(v.tuple([v.string(), type, v.boolean()])),
  /** The newest version whose program had it; left out where the one of this checkout does. */
  until: v.optional(v.number()),
});
export type KeptStatement = v.InferOutput<typeof keptSchema>;

export interface KeptStatements {
  /** The schema's version when they were written down. */
  readonly schema: number;
  readonly statements: readonly KeptStatement[];
}

export interface OwnSchema {
  readonly version: number;
  readonly servesFrom: number;
}

const file = new URL("served_statements.jsonl", import.meta.url);

export function keep({ name, text, params, row }: Statement): KeptStatement {
  return {
    name,
    text,
    params: Object.entries(params).map(([key, codec]) => [key, codec.type]),
    row: Object.entries(row).map(([key, codec]) => [key, codec.type, codec.nullable]),
  };
}

/** The schema that the migrations of this checkout make. */
export async function readOwnSchema(): Promise<OwnSchema> {
  const migrations = await Promise.all(
    (await listMigrationFiles()).map(async (name) => ({
      version: Number(name.split(".")[0]),
      sql: await Deno.readTextFile(new URL(name, ownMigrations)),
    })),
  );
  const version = Math.max(...migrations.map((one) => one.version));
  return { version, servesFrom: findServedFrom(migrations) };
}

export async function readKept(): Promise<KeptStatements> {
  return parseKept(await Deno.readTextFile(file));
}

const headSchema = v.object({ schema: v.number() });

/** @param text of which a merge of two branches may have kept both heads */
export function parseKept(text: string): KeptStatements {
  const lines = text.trim().split("\n").map((line) => v.parse(v.looseObject({}), JSON.parse(line)));
  const heads = lines.filter((line) => v.is(headSchema, line));
  return {
    schema: Math.min(...heads.map(({ schema }) => schema)),
    statements: lines.filter((line) => !v.is(headSchema, line)).map((line) =>
      v.parse(keptSchema, line)
    ),
  };
}

export async function writeKept({ schema, statements }: KeptStatements): Promise<void> {
  const lines = [{ schema }, ...statements].map((line) => JSON.stringify(line));
  await Deno.writeTextFile(file, `${lines.join("\n")}\n`);
}

/**
 * What is to be kept now: the statements of this checkout, and of those that are not in it any more
 * the ones that a program had which the schema still serves. One that was changed without a
 * migration is replaced.
 */
export function renewKept(
  before: KeptStatements,
  now: readonly KeptStatement[],
  own: OwnSchema,
): KeptStatements {
  const current = new Set(now.map(compare));
  const earlier = before.statements.flatMap((one) => {
    if (current.has(compare(one))) return [];
    const until = one.until ?? before.schema;
    return until < own.version && until >= own.servesFrom ? [{ ...one, until }] : [];
  });
  const statements = [...now, ...earlier].toSorted((a, b) =>
    a.name.localeCompare(b.name) || (a.until ?? Infinity) - (b.until ?? Infinity)
  );
  return { schema: own.version, statements };
}

export function renewOwn(before: KeptStatements, own: OwnSchema): KeptStatements {
  return renewKept(before, listStatements().map(keep), own);
}

function compare({ until: _, ...statement }: KeptStatement): string {
  return JSON.stringify(statement);
}
