import type { UserId } from "../../people/ids.ts";
import type { SetupRefusal } from "../answer.ts";
import { createReply } from "../answering.ts";
import type { Desk } from "../desk.ts";
import type { Incoming } from "../incoming.ts";
import type { GroupChat, Transaction } from "../ports.ts";
import { findLengthProblem, organisationNameLength, trimWords } from "../words.ts";

/** Whether the person may create an organisation now. The very first one may come from anybody. */
export async function maySignUp(desk: Desk, tx: Transaction, userId: UserId): Promise<boolean> {
  const { signUps, platformAdminIds } = desk.settings;
  if (signUps === "open" || platformAdminIds.includes(userId)) return true;
  return !await desk.store.organisations.anyOrganisationExists(tx);
}

/**
 * Creates the organisation with its departments, connects the group, and makes the person its first
 * OpsManager and a member of each department.
 */
export async function createFromSetup(
  desk: Desk,
  tx: Transaction,
  incoming: Incoming,
  chat: GroupChat,
  wanted: { readonly name: string; readonly departments: readonly string[] },
): Promise<SetupRefusal | null> {
  const { organisations, people, deliveries } = desk.store;
  const name = trimWords(wanted.name);
  const problem = findLengthProblem(name, organisationNameLength);
  if (problem !== null) return `name_${problem}`;
  if (wanted.departments.length === 0) return "no_department";

  await organisations.createOrganisation(tx, {
    ...desk.settings.organisationDefaults,
    name,
    departments: wanted.departments,
  });
  const group = await organisations.connectGroup(tx, chat);
  await people.rememberPerson(tx, incoming.person);
  await people.setRole(tx, incoming.person.userId, "ops_manager");
  for (const department of await organisations.listDepartments(tx)) {
    await people.joinDepartment(tx, department.id, incoming.person.userId);
  }
  const answer = {
    type: "setup_done",
    organisation: name,
    departments: wanted.departments,
  } as const;
  await deliveries.enqueue(tx, [createReply(incoming, group, answer, "stays")]);
  return null;
}
