import { isOpsManager } from "../../people/permission.ts";
import type { DepartmentAnswer, DepartmentRefusal } from "../department_answer.ts";
import type { Desk } from "../desk.ts";
import type { Incoming } from "../incoming.ts";
import { answerInOrganisation, type Inside } from "../in_organisation.ts";
import type { Department } from "../ports.ts";
import { findLengthProblem, trimWords } from "../words.ts";
import { type DepartmentCommand, listRenames } from "./department_command.ts";
import { removeDepartment } from "./remove_department.ts";
import { setServiceLevel } from "./set_service_level.ts";

export const departmentNameLength = { least: 2, most: 40 } as const;
/** More buttons than ten rows of two are no choice for a thumb any more. */
export const mostDepartments = 20;

/** `/department …`. */
export interface DepartmentEdit extends Incoming {
  readonly command: DepartmentCommand;
}

/** Changes the organisation's departments, one change after another, and says what is now. */
export function editDepartments(desk: Desk, edit: DepartmentEdit): Promise<void> {
  return answerInOrganisation(desk, edit, async (inside) => {
    const said = isOpsManager(inside.actor)
      ? await apply(inside, edit.command)
      : refuse({ type: "not_manager" });
    return { answer: { type: "departments", said }, stay: "passing" };
  });
}

function refuse(reason: DepartmentRefusal): DepartmentAnswer {
  return { type: "refused", reason };
}

async function apply(inside: Inside, command: DepartmentCommand): Promise<DepartmentAnswer> {
  if (command.type === "usage" || command.type === "sla_usage") return refuse(command);
  await inside.desk.store.departments.lockDepartments(inside.tx);
  switch (command.type) {
    case "add":
      return await add(inside, trimWords(command.name));
    case "rename":
      return await rename(inside, command.names);
    case "remove":
      return await withDepartment(inside, command.name, removeDepartment);
    case "restrict":
      return await withDepartment(inside, command.name, restrict);
    case "sla":
      return await applyServiceLevel(inside, command);
  }
}

async function withDepartment(
  inside: Inside,
  name: string,
  change: (inside: Inside, department: Department) => Promise<DepartmentAnswer>,
): Promise<DepartmentAnswer> {
  const department = await inside.desk.store.organisations.findDepartmentByName(inside.tx, name);
  return department === null
    ? refuse({ type: "no_such_department", name })
    : await change(inside, department);
}

async function applyServiceLevel(
  inside: Inside,
  command: Extract<DepartmentCommand, { readonly type: "sla" }>,
): Promise<DepartmentAnswer> {
  const { name, claim, resolve } = command;
  if (name === null) return await setServiceLevel(inside, null, command);
  if (resolve !== null) {
    // "sla Team 7 15": the first number may belong to the name.
    const { organisations } = inside.desk.store;
    const longer = await organisations.findDepartmentByName(inside.tx, `${name} ${claim}`);
    if (longer !== null) {
      return await setServiceLevel(inside, longer, { ...command, claim: resolve, resolve: null });
    }
  }
  return await withDepartment(
    inside,
    name,
    (_, department) => setServiceLevel(inside, department, command),
  );
}

async function add({ desk, tx }: Inside, name: string): Promise<DepartmentAnswer> {
  const { departments, organisations } = desk.store;
  const problem = findLengthProblem(name, departmentNameLength);
  if (problem !== null) return refuse({ type: `name_${problem}` });
  const others = await organisations.listDepartments(tx);
  if (await organisations.findDepartmentByName(tx, name) !== null) {
    return refuse({ type: "name_taken", name });
  }
  if (others.length >= mostDepartments) return refuse({ type: "too_many" });
  await departments.addDepartment(tx, name);
  await departments.touchCardsOfDepartment(tx, null);
  return { type: "added", name };
}

async function rename({ desk, tx }: Inside, names: string): Promise<DepartmentAnswer> {
  const { departments, organisations } = desk.store;
  const ways = listRenames(names);
  if (ways.length === 0) return refuse({ type: "usage" });
  for (const { from, to } of ways) {
    const department = await organisations.findDepartmentByName(tx, from);
    if (department === null) continue;
    const problem = findLengthProblem(to, departmentNameLength);
    if (problem !== null) return refuse({ type: `name_${problem}` });
    const namesake = await organisations.findDepartmentByName(tx, to);
    // The same one in another spelling is no namesake.
    if (namesake !== null && namesake.id !== department.id) {
      return refuse({ type: "name_taken", name: to });
    }
    await departments.renameDepartment(tx, department.id, to);
    await departments.touchCardsOfDepartment(tx, department.id);
    return { type: "renamed", from: department.name, to };
  }
  return refuse({ type: "no_such_department", name: ways[0]?.from ?? names });
}

async function restrict({ desk, tx }: Inside, department: Department): Promise<DepartmentAnswer> {
  const restricted = !department.restricted;
  await desk.store.departments.setRestricted(tx, department.id, restricted);
  await desk.store.departments.touchCardsOfDepartment(tx, department.id);
  return { type: "restricted", name: department.name, restricted };
}
