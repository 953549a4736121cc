/**
 * A backup as text. Lines that begin with `#` say what follows; the others are rows, each a JSON
 * object as Postgres's `to_json` writes it:
 *
 *     # roadcall backup {"format":1,"schema":18,"takenAt":"2026-11-26T02:30:00+00:00"}
 *     # table {"name":"clock_skew","columns":["only_row","skew"]}
 *     {"only_row":true,"skew":"00:00:00"}
 *     # sequence {"name":"organisations_id_seq","lastValue":"1","isCalled":true}
 *     # end {"sha256":"…"}
 *
 * Rows may refer to rows of any other table. The sum at the end is of all bytes before its line.
 */
import * as v from "valibot";

/** Of the file's shape, not of the schema. */
export const backupFormat = 1;

export interface BackupHeader {
  readonly format: number;
  /** The version of the schema that the rows are of. */
  readonly schema: number;
  /** ISO 8601. */
  readonly takenAt: string;
}

export interface BackupTable {
  readonly name: string;
  /** Those that are stored, and not computed from others. */
  readonly columns: readonly string[];
}

export interface BackupSequence {
  readonly name: string;
  /** As digits: it has 64 bits. */
  readonly lastValue: string;
  readonly isCalled: boolean;
}

export type BackupLine =
  | { readonly type: "header"; readonly header: BackupHeader }
  | { readonly type: "table"; readonly table: BackupTable }
  | { readonly type: "row"; readonly json: string }
  | { readonly type: "sequence"; readonly sequence: BackupSequence }
  | { readonly type: "end" };

export const headerMark = "# roadcall backup ";
const tableMark = "# table ";
const sequenceMark = "# sequence ";
const endMark = "# end ";

export function renderHeader(header: BackupHeader): string {
  return headerMark + JSON.stringify(header);
}

export function renderTable({ name, columns }: BackupTable): string {
  return tableMark + JSON.stringify({ name, columns });
}

export function renderSequence(sequence: BackupSequence): string {
  return sequenceMark + JSON.stringify(sequence);
}

/** @param sha256 in hexadecimal; the line is as long whatever it is. */
export function renderEnd(sha256: string): string {
  return endMark + JSON.stringify({ sha256 });
}

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const parseHeader = v.parser(
  v.object({ format: wholeNumber, schema: wholeNumber, takenAt: v.string() }),
);
const parseTable = v.parser(v.object({ name: v.string(), columns: v.array(v.string()) }));
const parseSequence = v.parser(
  v.object({
    name: v.string(),
    lastValue: v.pipe(v.string(), v.regex(/^-?\d+$/)),
    isCalled: v.boolean(),
  }),
);

/** @throws on a line that no backup has. */
export function parseBackupLine(line: string): BackupLine {
  const after = (mark: string): unknown => JSON.parse(line.slice(mark.length));
  if (line.startsWith("{")) return { type: "row", json: line };
  if (line.startsWith(tableMark)) return { type: "table", table: parseTable(after(tableMark)) };
  if (line.startsWith(sequenceMark)) {
    return { type: "sequence", sequence: parseSequence(after(sequenceMark)) };
  }
  if (line.startsWith(headerMark)) {
    return { type: "header", header: parseHeader(after(headerMark)) };
  }
  if (line.startsWith(endMark)) return { type: "end" };
  throw new TypeError("This is no line of a backup");
}
