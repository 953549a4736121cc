import type { IncidentRepository, Media, MediaKind, Transaction } from "../../desk/ports.ts";
import type { ServiceLevel } from "../../incident/service_level.ts";
import type { IncidentId } from "../../people/ids.ts";
import type { Values } from "../statement.ts";
import * as statements from "../statements/incidents.ts";
import { findVisibleIncidentId, maySeeIncident } from "../statements/incident_views.ts";
import { readWords } from "../statements/incident_views.ts";
import { listHeldHere } from "../statements/claims.ts";
import { noteMissedCall } from "../statements/missed_calls.ts";
import * as recent from "../statements/recent_messages.ts";
import * as sources from "../statements/sources.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";
import { type IncidentRow, toIncident } from "./incident_state.ts";
import { addSources, insertIncident, saveTransition } from "./incident_writes.ts";
import { findIncidentDetails, listIncidents } from "./incident_views.ts";

interface MediaColumns {
  readonly media_kind: MediaKind | null;
  readonly file_id: string | null;
}

function toMedia({ media_kind: kind, file_id: fileId }: MediaColumns): Media | null {
  return kind === null || fileId === null ? null : { kind, fileId };
}

function toMediaValues(media: Media | null) {
  return { mediaKind: media?.kind ?? null, fileId: media?.fileId ?? null };
}

type LevelColumns = Values<typeof statements.readServiceLevel.row>;

function toLevel({ claim_minutes, resolve_minutes, summary_minutes }: LevelColumns): ServiceLevel {
  return {
    claimMinutes: claim_minutes,
    resolveMinutes: resolve_minutes,
    summaryMinutes: summary_minutes,
  };
}

async function lock(tx: Transaction, id: IncidentId): Promise<IncidentRow | null> {
  const [, row] = await Promise.all([
    runStatement(tx, statements.lockIncident, { id }),
    findRow(tx, statements.readIncident, { id }),
  ]);
  return row;
}

export const incidentRepository: IncidentRepository = {
  reserveIncident: (tx) => getRow(tx, statements.reserveIncident, {}),

  insertIncident,

  async lockIncident(tx, id) {
    const row = await lock(tx, id);
    return row === null ? null : toIncident(row);
  },

  async lockForChange(tx, id) {
    const row = await lock(tx, id);
    if (row === null) return null;
    const { card_chat_id: chatId, card_thread_id: threadId, now: at } = row;
    const card = chatId === null ? null : {
      place: { chatId, threadId },
      messageId: row.card_message_id,
      goneMessageId: row.card_gone_message_id,
    };
    return { incident: toIncident(row), level: toLevel(row), card, at };
  },

  async findServiceLevel(tx, id) {
    const row = await findRow(tx, statements.readServiceLevel, { id });
    return row === null ? null : toLevel(row);
  },

  async findVisibleIncidentId(tx, number, viewerId) {
    return (await findRow(tx, findVisibleIncidentId, { number, viewerId }))?.id ?? null;
  },

  async maySeeIncident(tx, id, viewerId) {
    return (await findRow(tx, maySeeIncident, { id, viewerId })) !== null;
  },

  saveTransition,

  async noteMissedCall(tx, incidentId, call) {
    await runStatement(tx, noteMissedCall, { incidentId, ...call });
  },

  addSource: (tx, incidentId, chatId, source) => addSources(tx, incidentId, chatId, [source]),

  async listHeldHere(tx, userId) {
    const rows = await runStatement(tx, listHeldHere, { userId });
    return rows.map((row) => row.incident_id);
  },

  async listReportedIn(tx, message) {
    const rows = await runStatement(tx, sources.listReportedIn, message);
    return rows.map((row) => row.incident_id);
  },

  async editSources(tx, incidentId, chatId, { messageId, body, media }) {
    const file = toMediaValues(media);
    await runStatement(tx, sources.editSources, { incidentId, chatId, messageId, body, ...file });
  },

  async getReport(tx, incidentId) {
    const [words, rows] = await Promise.all([
      getRow(tx, readWords, { incidentId }),
      runStatement(tx, sources.listReportSources, { incidentId }),
    ]);
    return {
      description: words.description ?? "",
      sources: rows.map((row) => ({
        kind: row.kind,
        messageId: row.message_id,
        userId: row.user_id,
        body: row.body,
        media: toMedia(row),
      })),
    };
  },

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
      ...toMediaValues(media),
    });
  },

  async editRecentMessage(tx, { messageId, userId, body, media }) {
    const values = { messageId, userId, body, ...toMediaValues(media) };
    return (await findRow(tx, recent.editRecentMessage, values)) !== null;
  },

  async listRecentMessages(tx, { userId, threadId, minutes, limit }) {
    const values = { userId, threadId, minutes, limit };
    const rows = await runStatement(tx, recent.listRecentMessages, values);
    return rows.map((row) => ({
      messageId: row.message_id,
      threadId: row.thread_id,
      userId: row.user_id,
      body: row.body,
      media: toMedia(row),
    }));
  },

  async pruneRecentMessages(tx, minutes) {
    return (await getRow(tx, recent.pruneRecentMessages, { minutes })).gone;
  },
};
