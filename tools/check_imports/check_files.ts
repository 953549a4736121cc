import { basename } from "node:path";
import type { Violation } from "./find_violations.ts";
import { findRule } from "./import_rules.ts";

/** Names that say nothing about what is in a file, and so gather everything. */
const emptyNames = ["utils", "util", "helpers", "helper", "manager", "service", "index"];

/** A file of `src/` longer than this holds more than one concept. */
const mostLines = 300;

/**
 * Judges a file by its name, its place and its length.
 *
 * @param path relative to the project's folder
 */
export function checkFile(path: string, content: string): Violation[] {
  const violations: Violation[] = [];
  const report = (line: number, rule: string) => violations.push({ file: path, line, rule });
  const name = basename(path).replace(/\.tsx?$/, "");
  if (emptyNames.includes(name)) report(1, `no file is called ${name}: name what is in it`);
  if (!/^[a-z0-9_]+$/.test(name)) report(1, `${basename(path)} is not written in snake_case`);
  if (findRule(path) === null) {
    report(1, "no row of the import table covers this place (tools/check_imports/import_rules.ts)");
  }
  const lines = content.split("\n").length - (content.endsWith("\n") ? 1 : 0);
  if (path.startsWith("src/") && lines > mostLines) {
    report(mostLines + 1, `${lines} lines, more than ${mostLines}: split it by concept`);
  }
  return violations;
}
