import type { InboxRepository } from "../../desk/ports.ts";
import * as statements from "../statements/inbox.ts";
import { getRow, runStatement } from "../transaction.ts";

export const inboxRepository: InboxRepository = {
  async keep(tx, updates) {
    if (updates.length === 0) return;
    await runStatement(tx, statements.keepUpdates, {
      updates: updates.map(({ id, lane, received }) => ({ update_id: id, lane, received })),
    });
  },

  async listWaiting(tx, options) {
    const rows = await runStatement(tx, statements.listWaiting, options);
    return rows.map(({ update_id: id, lane, received, received_at, now }) => ({
      id,
      lane,
      received,
      waitedMs: Math.max(0, now - received_at),
    }));
  },

  async count(tx) {
    return (await getRow(tx, statements.countInbox, {})).found;
  },

  async forget(tx, ids) {
    if (ids.length > 0) await runStatement(tx, statements.forgetUpdates, { ids });
  },
};
