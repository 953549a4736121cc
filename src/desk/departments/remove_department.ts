import type { DepartmentAnswer } from "../department_answer.ts";
import type { Inside } from "../in_organisation.ts";
import type { Department } from "../ports.ts";

/** How many numbers a refusal names. */
const namedNumbers = 10;

/**
 * Removes a department of which nothing is open. It is locked before the open incidents are
 * counted, so none can be given to it in between.
 */
export async function removeDepartment(
  { desk, tx }: Inside,
  { id, name }: Department,
): Promise<DepartmentAnswer> {
  const { departments } = desk.store;
  await departments.lockDepartment(tx, id);
  const numbers = await departments.listOpenNumbers(tx, id);
  if (numbers.length > 0) {
    return {
      type: "refused",
      reason: {
        type: "still_open",
        name,
        numbers: numbers.slice(0, namedNumbers),
        more: Math.max(0, numbers.length - namedNumbers),
      },
    };
  }
  const standing = await departments.listDepartmentLines(tx);
  if (standing.length === 1) return { type: "refused", reason: { type: "last_one" } };
  const members = standing.find((one) => one.id === id)?.members ?? 0;
  await departments.removeDepartment(tx, id);
  await departments.touchCardsOfDepartment(tx, null);
  return { type: "removed", name, members };
}
