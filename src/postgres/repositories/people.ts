import type { PeopleRepository, PingRecipients } from "../../desk/ports.ts";
import type { Person } from "../../people/person.ts";
import type { Values } from "../statement.ts";
import * as invitations from "../statements/invitations.ts";
import * as statements from "../statements/people.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";

export function toPerson(row: Values<typeof statements.personColumns>): Person {
  return {
    userId: row.user_id,
    firstName: row.first_name,
    lastName: row.last_name,
    username: row.username,
    languageCode: row.language_code,
  };
}

function toPersonOrNull(row: Values<typeof statements.personColumns> | null): Person | null {
  return row === null ? null : toPerson(row);
}

export const peopleRepository: PeopleRepository = {
  async rememberPerson(tx, person) {
    await runStatement(tx, statements.rememberPerson, person);
  },

  async meetPerson(tx, person) {
    const { role, department_ids } = await getRow(tx, statements.meetPerson, person);
    return { userId: person.userId, role, departmentIds: department_ids };
  },

  async forgetSighting(tx, userId) {
    await runStatement(tx, statements.forgetSighting, { userId });
  },

  async getActor(tx, userId) {
    const { role, department_ids } = await getRow(tx, statements.readActor, { userId });
    return { userId, role, departmentIds: department_ids };
  },

  async findPerson(tx, userId) {
    return toPersonOrNull(await findRow(tx, statements.findPerson, { userId }));
  },

  async findPersonByUsername(tx, username) {
    const bare = username.replace(/^@/, "");
    return toPersonOrNull(await findRow(tx, statements.findPersonByUsername, { username: bare }));
  },

  async setRole(tx, userId, role) {
    await runStatement(tx, statements.setRole, { userId, role });
  },

  async joinDepartment(tx, departmentId, userId) {
    const [, joined] = await Promise.all([
      runStatement(tx, statements.becomeDispatcher, { userId }),
      findRow(tx, statements.joinDepartment, { departmentId, userId }),
    ]);
    return joined !== null;
  },

  async listPingRecipients(tx, departmentId, except) {
    return toRecipients(
      await runStatement(tx, statements.listReachable, { departmentId, except }),
    );
  },

  async listPingRecipientsOf(tx, incidentId, except) {
    return toRecipients(
      await runStatement(tx, statements.listReachableOf, { incidentId, except }),
    );
  },

  async createInvitation(tx, invitation) {
    const { username, departmentId, invitedBy } = invitation;
    const values = { username, departmentId, invitedBy };
    return (await getRow(tx, invitations.insertInvitation, values)).id;
  },

  async lockInvitation(tx, id) {
    const row = await findRow(tx, invitations.lockInvitation, { id });
    if (row === null) return null;
    const { username, department_id, invited_by } = row;
    return { id, username, departmentId: department_id, invitedBy: invited_by };
  },

  async closeInvitation(tx, id) {
    await runStatement(tx, invitations.closeInvitation, { id });
  },

  async setPrivateChat(tx, userId, open) {
    await runStatement(tx, open ? statements.openPrivateChat : statements.closePrivateChat, {
      userId,
    });
  },

  async hasPrivateChat(tx, userId) {
    return (await getRow(tx, statements.hasPrivateChat, { userId })).open;
  },
};

function toRecipients(
  rows: readonly Values<typeof statements.listReachable.row>[],
): PingRecipients {
  const list = (manager: boolean, inGroup: boolean) =>
    rows.filter((row) => row.manager === manager && row.in_group === inGroup).map(toPerson);
  return {
    inGroup: list(false, true),
    inPrivate: list(false, false),
    managersInGroup: list(true, true),
    managersInPrivate: list(true, false),
  };
}
