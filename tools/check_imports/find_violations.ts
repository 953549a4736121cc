import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { findRule, type ImportRule } from "./import_rules.ts";
import type { SourceImport } from "./list_imports.ts";

/** One broken rule, where it is broken. */
export type Violation = { readonly file: string; readonly line: number; readonly rule: string };

/**
 * Judges imports by the table.
 *
 * @param root the project's folder; paths are told relative to it
 */
export function findViolations(root: string, imports: readonly SourceImport[]): Violation[] {
  return imports.flatMap((each) => {
    const file = relative(root, fileURLToPath(each.from));
    const rule = findRule(file);
    // A file that the table does not know is reported once, for its place.
    const problem = rule === null ? null : judge(root, rule, each);
    return problem === null ? [] : [{ file, line: each.line, rule: problem }];
  });
}

function judge(root: string, rule: ImportRule, { target, specifier, typeOnly }: SourceImport) {
  if (target.startsWith("file:")) {
    const path = relative(root, fileURLToPath(target));
    return path.startsWith("..")
      ? `${specifier} lies outside of the project`
      : judgePart(rule, path, typeOnly);
  }
  if (target.startsWith("npm:")) return judgePackage(rule, packageName(target));
  if (target.startsWith("node:")) {
    return rule.node ? null : `${rule.part} may not import Node's ${target}`;
  }
  return `${specifier} comes neither from this project nor from npm`;
}

function judgePart(rule: ImportRule, path: string, typeOnly: boolean): string | null {
  // Data, such as a JSON file imported with its type, is nobody's part.
  if (!/\.tsx?$/.test(path)) return null;
  const other = findRule(path);
  if (other === null || other.part === rule.part) return null;
  const allowed = Object.hasOwn(rule.parts, other.part) ? rule.parts[other.part] : undefined;
  if (allowed === "all" || (allowed === "types" && typeOnly)) return null;
  return allowed === "types"
    ? `${rule.part} may import only types from ${other.part}: write "import type"`
    : `${rule.part} may not import ${other.part}`;
}

function judgePackage(rule: ImportRule, name: string): string | null {
  if (rule.packages === "any") return null;
  const allowed = rule.packages.some((each) =>
    each.endsWith("/") ? name.startsWith(each) : name === each
  );
  return allowed ? null : `${rule.part} may not import the package ${name}`;
}

/** `npm:@scope/name@1.2.3/sub/path` → `@scope/name` */
function packageName(target: string): string {
  return /^npm:\/?((?:@[^/]+\/)?[^@/]+)/.exec(target)?.[1] ?? target;
}
