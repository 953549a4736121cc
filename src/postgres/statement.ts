import type { Codec, Decoded, Encoded } from "./codec.ts";

export type Codecs = Readonly<Record<string, Codec<unknown>>>;

/** The values that a record of codecs reads and writes. */
export type Values<C extends Codecs> = { readonly [K in keyof C]: Decoded<C[K]> };

/**
 * One SQL statement with the types of what goes in and comes out. A test describes every statement
 * on the live database and compares.
 */
export interface Statement<P extends Codecs = Codecs, R extends Codecs = Codecs> {
  /** Its own among all statements. */
  readonly name: string;
  /** With numbered parameters. */
  readonly text: string;
  readonly params: P;
  /** The columns by name. */
  readonly row: R;
  encode(values: Values<P>): Encoded[];
  /** @throws {TypeError} naming the column that is not what the codec expects. */
  parseRow(row: Readonly<Record<string, unknown>>): Values<R>;
}

const defined = new Map<string, Statement>();

/** Every statement of the modules that were loaded. */
export function listStatements(): readonly Statement[] {
  return [...defined.values()];
}

/**
 * @param definition its `text` names parameters as `$name`.
 * @throws {TypeError} where the text and `params` do not name the same ones, or the name is taken.
 */
export function defineStatement<P extends Codecs, R extends Codecs>(
  definition: {
    readonly name: string;
    readonly text: string;
    readonly params: P;
    readonly row: R;
  },
): Statement<P, R> {
  const { name, params, row } = definition;
  if (defined.has(name)) throw new TypeError(`There are two statements ${name}`);
  const names = Object.keys(params);
  const used = new Set<string>();
  const text = definition.text.trim().replace(/\$([a-z]\w*)/gi, (_, param: string) => {
    const index = names.indexOf(param);
    if (index < 0) throw new TypeError(`Statement ${name} has no parameter ${param}`);
    used.add(param);
    return `$${index + 1}`;
  });
  if (used.size < names.length) throw new TypeError(`Statement ${name} has an unused parameter`);
  const statement: Statement<P, R> = {
    name,
    text,
    params,
    row,
    encode: (values) => Object.entries(params).map(([key, codec]) => codec.encode(values[key])),
    parseRow: (found) => parseRow(name, row, found),
  };
  defined.set(name, statement);
  return statement;
}

function parseRow<R extends Codecs>(
  statement: string,
  codecs: R,
  row: Readonly<Record<string, unknown>>,
): Values<R> {
  const values: Record<string, unknown> = {};
  for (const [column, codec] of Object.entries(codecs)) {
    try {
      values[column] = codec.parse(row[column]);
    } catch (error) {
      throw new TypeError(`Statement ${statement}, column ${column}: not what was expected`, {
        cause: error,
      });
    }
  }
  return hasColumns(values, codecs) ? values : fail(statement);
}

function hasColumns<R extends Codecs>(
  values: Record<string, unknown>,
  codecs: R,
): values is Record<string, unknown> & Values<R> {
  return Object.keys(codecs).every((column) => column in values);
}

function fail(statement: string): never {
  throw new TypeError(`Statement ${statement} lost a column`);
}
