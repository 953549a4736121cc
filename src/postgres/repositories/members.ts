import type { MemberRepository } from "../../desk/ports.ts";
import * as requests from "../statements/join_requests.ts";
import * as statements from "../statements/members.ts";
import { setRole } from "../statements/people.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";
import { toPerson } from "./people.ts";

export const memberRepository: MemberRepository = {
  async lockManagers(tx) {
    const rows = await runStatement(tx, statements.lockManagers, {});
    return rows.map((row) => row.user_id);
  },

  async listManagers(tx) {
    const rows = await runStatement(tx, statements.listManagers, {});
    return rows.map((row) => ({ person: toPerson(row), inPrivate: row.in_private }));
  },

  async findGroupOfManagers(tx) {
    const row = await findRow(tx, statements.findGroupOfManagers, {});
    return row === null ? null : { chatId: row.chat_id, threadId: null };
  },

  async listMembers(tx) {
    const rows = await runStatement(tx, statements.listMembers, {});
    return rows.map((row) => ({
      person: toPerson(row),
      role: row.role,
      departmentIds: row.department_ids,
    }));
  },

  async countDrivers(tx) {
    return (await getRow(tx, statements.countDrivers, {})).drivers;
  },

  async leaveDepartment(tx, departmentId, userId) {
    const [left] = await Promise.all([
      findRow(tx, statements.leaveDepartment, { departmentId, userId }),
      runStatement(tx, statements.becomeDriver, { userId }),
    ]);
    return left !== null;
  },

  async leaveAll(tx, userId) {
    await Promise.all([
      runStatement(tx, statements.leaveAllDepartments, { userId }),
      runStatement(tx, setRole, { userId, role: "driver" }),
    ]);
  },

  async listHeldIncidents(tx, userId) {
    const rows = await runStatement(tx, statements.listHeldIncidents, { userId });
    return rows.map((row) => ({
      incidentId: row.incident_id,
      departmentId: row.department_id,
      place: { chatId: row.chat_id, threadId: row.thread_id },
      cardMessageId: row.message_id,
    }));
  },

  async createJoinRequest(tx, { departmentId, userId, place, messageId }) {
    const values = { departmentId, userId, ...place, messageId };
    return (await findRow(tx, requests.insertJoinRequest, values))?.id ?? null;
  },

  async lockJoinRequest(tx, id) {
    const row = await findRow(tx, requests.lockJoinRequest, { id });
    if (row === null) return null;
    const { approved, decided_by: by } = row;
    return {
      id,
      departmentId: row.department_id,
      userId: row.user_id,
      place: { chatId: row.chat_id, threadId: row.thread_id },
      messageId: row.message_id,
      open: row.open,
      decision: approved === null || by === null ? null : { approved, by },
    };
  },

  async decideJoinRequest(tx, id, { approved, by }) {
    await runStatement(tx, requests.decideJoinRequest, { id, approved, by });
  },
};
