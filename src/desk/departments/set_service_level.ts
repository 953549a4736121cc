import type { DepartmentAnswer } from "../department_answer.ts";
import type { Inside } from "../in_organisation.ts";
import type { Department } from "../ports.ts";
import { parseMinutes, serviceMinutes } from "../service_minutes.ts";
import type { DepartmentCommand } from "./department_command.ts";

/**
 * Sets how soon the department's incidents must be claimed and, where a second number is given,
 * resolved; the organisation's own where no department is named.
 */
export async function setServiceLevel(
  { desk, tx, organisation }: Inside,
  department: Department | null,
  { claim, resolve }: Extract<DepartmentCommand, { type: "sla" }>,
): Promise<DepartmentAnswer> {
  const claimMinutes = claim === null ? null : parseMinutes(claim, serviceMinutes.claim);
  if (claim !== null && claimMinutes === null) {
    return { type: "refused", reason: { type: "claim_minutes" } };
  }
  const resolveMinutes = resolve === null ? null : parseMinutes(resolve, serviceMinutes.resolve);
  if (resolve !== null && resolveMinutes === null) {
    return { type: "refused", reason: { type: "resolve_minutes" } };
  }
  const { departments, settings } = desk.store;
  if (department === null) {
    await settings.changeSettings(tx, {
      ...(claimMinutes === null ? {} : { claimMinutes }),
      ...(resolveMinutes === null ? {} : { resolveMinutes }),
    });
  } else {
    await departments.setServiceLevel(tx, department.id, { claimMinutes, resolveMinutes });
  }
  return {
    type: "service_level",
    name: department?.name ?? null,
    inherited: claimMinutes === null && resolveMinutes === null,
    claimMinutes: claimMinutes ?? organisation.claimMinutes,
    resolveMinutes: resolveMinutes ?? organisation.resolveMinutes,
  };
}
