import type { IncidentRepository } from "../../desk/ports.ts";
import * as statements from "../statements/incidents.ts";
import { findVisibleIncidentId } from "../statements/incident_views.ts";
import * as recent from "../statements/recent_messages.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";
import { toIncident } from "./incident_state.ts";
import { addSources, insertIncident, saveTransition } from "./incident_writes.ts";
import { findIncidentDetails, listIncidents } from "./incident_views.ts";

export const incidentRepository: IncidentRepository = {
  reserveIncident: (tx) => getRow(tx, statements.reserveIncident, {}),

  insertIncident,

  async lockIncident(tx, id) {
    const [, row] = await Promise.all([
      runStatement(tx, statements.lockIncident, { id }),
      findRow(tx, statements.readIncident, { id }),
    ]);
    return row === null ? null : toIncident(row);
  },

  async findIncidentIdByNumber(tx, number) {
    return (await findRow(tx, statements.findIncidentIdByNumber, { number }))?.id ?? null;
  },

  async findVisibleIncidentId(tx, number, viewerId) {
    return (await findRow(tx, findVisibleIncidentId, { number, viewerId }))?.id ?? null;
  },

  saveTransition,

  addSource: (tx, incidentId, chatId, source) => addSources(tx, incidentId, chatId, [source]),

  async setReach(tx, incidentId, session, reach) {
    await runStatement(tx, statements.setReach, { incidentId, session, reach });
  },

  listIncidents,
  findIncidentDetails,

  async rememberMessage(tx, { messageId, threadId, userId, body, media }) {
    await runStatement(tx, recent.rememberMessage, {
      messageId,
      threadId,
      userId,
      body,
      mediaKind: media?.kind ?? null,
      fileId: media?.fileId ?? null,
    });
  },

  async listRecentMessages(tx, { userId, threadId, minutes, limit }) {
    const values = { userId, threadId, minutes, limit };
    const rows = await runStatement(tx, recent.listRecentMessages, values);
    return rows.map((row) => ({
      messageId: row.message_id,
      threadId: row.thread_id,
      userId: row.user_id,
      body: row.body,
      media: row.media_kind === null || row.file_id === null
        ? null
        : { kind: row.media_kind, fileId: row.file_id },
    }));
  },

  async pruneRecentMessages(tx, minutes) {
    return (await getRow(tx, recent.pruneRecentMessages, { minutes })).gone;
  },
};
