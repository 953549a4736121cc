import type { DepartmentCommand } from "../../desk/departments/department_command.ts";

/** What follows `/department`: what to do, then a name, which may have blanks in it. */
export function decodeDepartmentCommand(words: string): DepartmentCommand {
  const [verb = "", ...rest] = words.trim().split(/\s+/);
  const name = rest.join(" ");
  switch (verb.toLowerCase()) {
    case "sla":
      return decodeServiceLevel(rest);
    case "add":
      return name === "" ? { type: "usage" } : { type: "add", name };
    case "rename":
      return name === "" ? { type: "usage" } : { type: "rename", names: name };
    case "remove":
      return name === "" ? { type: "usage" } : { type: "remove", name };
    case "restrict":
      return name === "" ? { type: "usage" } : { type: "restrict", name };
    default:
      return { type: "usage" };
  }
}

/** `sla 15`, `sla 15 120`, `sla NAME 15`, `sla NAME 15 120` or `sla NAME off`. */
function decodeServiceLevel(words: readonly string[]): DepartmentCommand {
  const last = words.at(-1);
  if (last === undefined) return { type: "sla_usage" };
  if (last.toLowerCase() === "off") {
    const name = words.slice(0, -1).join(" ");
    return name === "" ? { type: "sla_usage" } : { type: "sla", name, claim: null, resolve: null };
  }
  // At most two numbers; what stands before them is the name, which may end in a digit itself.
  const numbers = words.slice(-2).filter(isNumber);
  const both = numbers.length === 2;
  if (!isNumber(last)) return { type: "sla_usage" };
  const name = words.slice(0, both ? -2 : -1).join(" ");
  const [claim = last, resolve = null] = both ? numbers : [last];
  return { type: "sla", name: name === "" ? null : name, claim, resolve };
}

function isNumber(word: string): boolean {
  return /^-?\d+$/.test(word);
}
