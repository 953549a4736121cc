import type { ReportTable } from "../desk/ports/report_files.ts";

/** Without it Excel takes UTF-8 for something else. The library's own comes out as digits here. */
const byteOrderMark = "\ufeff";

/**
 * A CSV as RFC 4180 has it, with a mark that it is UTF-8, and with a `'` before whatever a spreadsheet
 * would take for a formula, since names are what people call themselves.
 */
export async function writeTable({ columns, rows }: ReportTable): Promise<Uint8Array<ArrayBuffer>> {
  const { stringify } = await import("csv-stringify/sync");
  const csv = stringify([[...columns], ...rows.map((row) => [...row])], {
    escape_formulas: true,
    record_delimiter: "windows",
    // It quotes a cell for a whole end of line alone.
    quoted_match: /[\r\n]/,
  });
  return new TextEncoder().encode(byteOrderMark + csv);
}
