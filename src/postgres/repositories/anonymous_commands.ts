import type { AnonymousCommandRepository } from "../../desk/ports.ts";
import * as statements from "../statements/anonymous_commands.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";

export const anonymousCommandRepository: AnonymousCommandRepository = {
  async createAnonymousCommand(tx, command) {
    const { chatId, received, expiresSeconds } = command;
    const values = { chatId, received, expiresSeconds };
    return (await getRow(tx, statements.insertAnonymousCommand, values)).id;
  },

  async takeAnonymousCommand(tx, id, { chatId, updateId }) {
    const values = { id, chatId, updateId };
    return (await findRow(tx, statements.takeAnonymousCommand, values))?.received ?? null;
  },

  async deleteAnonymousCommand(tx, id) {
    await runStatement(tx, statements.deleteAnonymousCommand, { id });
  },
};
