import { departmentId, invitationId, text, userId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const insertInvitation = defineStatement({
  name: "insert_invitation",
  text: `
    insert into invitations (organisation_id, username, department_id, invited_by)
    values (entered_organisation_id(), lower($username), $departmentId, $invitedBy)
    returning id`,
  params: { username: text, departmentId, invitedBy: userId },
  row: { id: invitationId },
});

export const lockInvitation = defineStatement({
  name: "lock_invitation",
  text: `
    select id, username, department_id, invited_by from invitations
    where organisation_id = entered_organisation_id() and id = $id and closed_at is null
    for update`,
  params: { id: invitationId },
  row: { id: invitationId, username: text, department_id: departmentId, invited_by: userId },
});

export const closeInvitation = defineStatement({
  name: "close_invitation",
  text: `
    update invitations set closed_at = roadcall_now()
    where organisation_id = entered_organisation_id() and id = $id and closed_at is null`,
  params: { id: invitationId },
  row: {},
});
