import type { GroupRepository, StandingMessage } from "../../desk/ports.ts";
import type { Values } from "../statement.ts";
import * as moves from "../statements/group_moves.ts";
import * as statements from "../statements/groups.ts";
import { findRow, runStatement } from "../transaction.ts";

type StandingRow = Values<typeof statements.renewCards.row>;

/** None of what was never sent. */
function listStanding({ chat_id, message_id }: StandingRow): readonly StandingMessage[] {
  if (message_id === null) return [];
  return [{ place: { chatId: chat_id, threadId: null }, messageId: message_id }];
}

export const groupRepository: GroupRepository = {
  async leaveChat(tx, chatId) {
    await Promise.all([
      runStatement(tx, statements.leaveGroup, { chatId }),
      runStatement(tx, statements.forgetDeliveries, { chatId }),
    ]);
  },

  async returnToChat(tx, hinted) {
    return await findRow(tx, statements.returnToGroup, { hinted }) !== null;
  },

  async renewCards(tx) {
    const [cards, prompts] = await Promise.all([
      runStatement(tx, statements.renewCards, {}),
      runStatement(tx, statements.closePromptsOfGroup, {}),
    ]);
    return [...cards, ...prompts].flatMap(listStanding);
  },

  async touchUnpinnedCards(tx) {
    await runStatement(tx, statements.touchUnpinnedCards, {});
  },

  async listAwaitedSummaries(tx) {
    const rows = await runStatement(tx, statements.listAwaitedSummaries, {});
    return rows.flatMap(({ incident_id, cycle, writer_id, chat_id, thread_id }) =>
      writer_id === null ? [] : [{
        incidentId: incident_id,
        cycle,
        writerId: writer_id,
        place: { chatId: chat_id, threadId: thread_id },
      }]
    );
  },

  async takePinHint(tx, chatId) {
    const row = await findRow(tx, statements.findPinHint, { chatId });
    if (row === null) return null;
    await runStatement(tx, statements.notePinHint, { id: row.id });
    return { managerId: row.user_id, privately: row.privately, groupTitle: row.title };
  },

  async moveGroup(tx, move) {
    return await findRow(tx, moves.moveGroup, move) !== null;
  },

  async moveMessages(tx, move) {
    await Promise.all([
      runStatement(tx, moves.moveCards, move),
      runStatement(tx, moves.movePrompts, move),
      runStatement(tx, moves.forgetNotices, { chatId: move.from }),
      runStatement(tx, moves.moveDeliveries, move),
      runStatement(tx, moves.moveFallbacks, move),
      runStatement(tx, moves.moveHeldUpCalls, move),
    ]);
  },
};
