import type { ConnectionRepository, ConnectionRequest } from "../../desk/ports.ts";
import type { Values } from "../statement.ts";
import * as statements from "../statements/connections.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";
import { toPerson } from "./people.ts";

function toRequest(row: Values<typeof statements.findRequest.row>): ConnectionRequest {
  return {
    id: row.id,
    askedOf: row.asked_of,
    chat: { chatId: row.chat_id, title: row.title, kind: row.kind },
    threadId: row.thread_id,
    person: toPerson(row),
    answer: row.answer,
  };
}

export const connectionRepository: ConnectionRepository = {
  async saveCode(tx, { createdBy, codeHash, minutes }) {
    await Promise.all([
      runStatement(tx, statements.endCodesOf, { createdBy }),
      runStatement(tx, statements.insertCode, { createdBy, codeHash, minutes }),
    ]);
  },

  async lockCodes(tx, hashBeginning) {
    const rows = await runStatement(tx, statements.lockCodes, { hashBeginning });
    return rows.map((row) => ({
      id: row.id,
      organisationId: row.organisation_id,
      createdBy: row.created_by,
      codeHash: row.code_hash,
    }));
  },

  async endCode(tx, id) {
    await runStatement(tx, statements.endCode, { id });
  },

  async createRequest(tx, { codeId, askedOf, chat, threadId, person }) {
    const { chatId, title, kind } = chat;
    const { userId, firstName, lastName, username, languageCode } = person;
    const row = await getRow(tx, statements.insertRequest, {
      codeId,
      askedOf,
      chatId,
      threadId,
      title,
      kind,
      userId,
      firstName,
      lastName,
      username,
      languageCode,
    });
    return row.id;
  },

  async lockRequest(tx, id) {
    const row = await findRow(tx, statements.lockRequest, { id });
    return row === null ? null : toRequest(row);
  },

  async findRequest(tx, id) {
    const row = await findRow(tx, statements.findRequest, { id });
    return row === null ? null : toRequest(row);
  },

  async answerRequest(tx, id, answer) {
    await runStatement(tx, statements.answerRequest, { id, answer });
  },

  async countTries(tx, { chatId, userId }, minutes) {
    const [, { found }] = await Promise.all([
      runStatement(tx, statements.lockTries, {}),
      getRow(tx, statements.countTries, { chatId, userId, minutes }),
    ]);
    return found;
  },

  async recordTry(tx, { chatId, userId }) {
    await runStatement(tx, statements.insertTry, { chatId, userId });
  },

  async pruneTries(tx, minutes) {
    return (await getRow(tx, statements.pruneTries, { minutes })).gone;
  },
};
