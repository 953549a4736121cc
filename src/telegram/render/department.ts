import type { Department } from "../../desk/ports/organisations.ts";
import type { DepartmentId } from "../../people/ids.ts";
import type { Words } from "./create_words.ts";
import { formatTitle } from "./isolate.ts";

const longestName = 40;

/** Its name in one line, at most 40 characters. */
export function formatDepartmentName(words: Words, department: { readonly name: string }): string {
  const name = formatTitle(department.name, longestName);
  return name === "" ? words.text("department-unknown") : name;
}

/** The name, after a 🔒 where the department is restricted. */
export function formatDepartment(words: Words, department: Department): string {
  const name = formatDepartmentName(words, department);
  return department.restricted ? words.text("department-restricted", { name }) : name;
}

/** The name of the department with this id; "the department" where it is not among them. */
export function findDepartmentName(
  words: Words,
  departments: readonly Department[],
  id: DepartmentId,
): string {
  const department = departments.find((one) => one.id === id);
  return department === undefined
    ? words.text("department-unknown")
    : formatDepartment(words, department);
}
