import type { SetupRepository } from "../../desk/ports.ts";
import { deleteSetup, lockSetup, readNamePromptInTheAir, saveSetup } from "../statements/setups.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";

export const setupRepository: SetupRepository = {
  async lockSetup(tx, chatId) {
    const row = await findRow(tx, lockSetup, { chatId });
    if (row === null) return null;
    return {
      chatId,
      userId: row.user_id,
      name: row.name,
      departments: row.departments,
      messageId: row.message_id,
      promptMessageId: row.prompt_message_id,
    };
  },

  async saveSetup(tx, { chatId, userId, name, departments, messageId, promptMessageId }) {
    const values = { chatId, userId, name, departments, messageId, promptMessageId };
    await runStatement(tx, saveSetup, values);
  },

  async deleteSetup(tx, chatId) {
    await runStatement(tx, deleteSetup, { chatId });
  },

  async isNamePromptInTheAir(tx, chatId) {
    const { is_in_the_air } = await getRow(tx, readNamePromptInTheAir, { chatId });
    return is_in_the_air;
  },
};
