import { type CatchUpRepository, deliveryPriorities } from "../../desk/ports.ts";
import * as statements from "../statements/catch_ups.ts";
import { readClock } from "../statements/clock.ts";
import { readEnteredOrganisation } from "../statements/organisations.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";

export const catchUpRepository: CatchUpRepository = {
  async add(tx, place, heldUp) {
    const priority = deliveryPriorities.catch_up;
    await runStatement(tx, statements.oweCatchUp, { ...place, ...heldUp, priority });
  },

  findBacklog: (tx, chatId, incidentId, lateMs) =>
    getRow(tx, statements.findBacklog, { chatId, incidentId, lateMs }),

  async takeHeldUp(tx, chatId, lateMs) {
    const rows = await runStatement(tx, statements.takeHeldUp, { chatId, lateMs });
    return rows.flatMap(({ content, since }) => content === null ? [] : [{ content, since }]);
  },

  async findView(tx, chatId) {
    const [rows, organisation, clock] = await Promise.all([
      runStatement(tx, statements.listHeldUp, { chatId }),
      findRow(tx, readEnteredOrganisation, {}),
      getRow(tx, readClock, {}),
    ]);
    if (organisation === null || rows.length === 0) return null;
    return {
      timeZone: organisation.time_zone,
      now: clock.now,
      since: Math.min(...rows.map(({ since }) => since)),
      lines: rows.map((row) => ({
        id: row.id,
        number: row.number,
        status: row.status,
        department: row.department === null
          ? null
          : { name: row.department, restricted: row.restricted ?? false },
        since: row.as_it_is_since,
        responders: row.responders,
        summariser: row.wrote[0] ?? null,
        called: row.called,
        card: row.chat_id === null || row.group_kind === null
          ? null
          : { chatId: row.chat_id, groupKind: row.group_kind, messageId: row.message_id },
      })),
    };
  },

  async settle(tx, chatId, incidentIds) {
    await runStatement(tx, statements.settleHeldUp, { chatId, incidentIds });
  },
};
