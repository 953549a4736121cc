import {
  deliveryPriorities,
  type DeliveryRepository,
  mostWaitingAnswers,
} from "../../desk/ports.ts";
import * as statements from "../statements/deliveries.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";

const knownKinds = Object.keys(deliveryPriorities);

export const deliveryRepository: DeliveryRepository = {
  async enqueue(tx, deliveries) {
    if (deliveries.length === 0) return;
    await runStatement(tx, statements.enqueueDeliveries, {
      deliveries: deliveries.map(({ place, content, delaySeconds }, index) => ({
        place: index,
        chat_id: place.chatId,
        thread_id: place.threadId,
        content,
        priority: deliveryPriorities[content.kind],
        delay_seconds: delaySeconds ?? 0,
      })),
      mostAnswers: mostWaitingAnswers,
    });
  },

  async claimDue(tx, { limit, leaseSeconds, limits: { overall, inGroupMinute, burst } }) {
    const limits = {
      overall,
      inGroupMinute,
      burst: burst.count,
      burstSeconds: burst.seconds,
      kinds: knownKinds,
    };
    const [rows, next] = await Promise.all([
      runStatement(tx, statements.claimDueDeliveries, { limit, leaseSeconds, ...limits }),
      getRow(tx, statements.readNextDelivery, limits),
    ]);
    const deliveries = rows.flatMap(({ content, ...row }) =>
      content === null ? [] : [{
        id: row.id,
        organisationId: row.organisation_id,
        place: { chatId: row.chat_id, threadId: row.thread_id },
        content,
        attempt: row.attempt,
        lateMs: Math.max(0, row.claimed_at - row.due_at),
      }]
    );
    return {
      deliveries,
      unknown: rows.length - deliveries.length,
      nextInMs: next.due_at === null ? null : Math.max(0, next.due_at - next.now),
    };
  },

  async renew(tx, deliveries, leaseSeconds) {
    const held = deliveries.map(({ id, attempt }) => ({ id, attempt }));
    const rows = await runStatement(tx, statements.renewDeliveries, { held, leaseSeconds });
    return rows.map(({ id }) => id);
  },

  async complete(tx, id) {
    await runStatement(tx, statements.completeDelivery, { id });
  },

  async postpone(tx, { id, attempt }, seconds, error) {
    const milliseconds = Math.round(seconds * 1000);
    await runStatement(tx, statements.postponeDelivery, { id, attempt, milliseconds, error });
  },

  async noteFailure(tx, { id, attempt }) {
    const row = await findRow(tx, statements.noteDeliveryFailure, { id, attempt });
    return row === null ? 0 : Math.max(0, row.now - row.failing_since);
  },

  async pauseChat(tx, chatId, seconds, refused) {
    await runStatement(tx, statements.pauseChat, { chatId, seconds, refused });
  },

  async abandon(tx, id, error) {
    await runStatement(tx, statements.abandonDelivery, { id, error });
  },

  async pruneAbandoned(tx, days) {
    return (await getRow(tx, statements.pruneAbandonedDeliveries, { days })).pruned;
  },

  async hasten(tx) {
    await runStatement(tx, statements.hastenDeliveries, {});
  },

  async countOf(tx, id) {
    return (await getRow(tx, statements.countDeliveriesOf, { id })).owed;
  },

  async countBacklog(tx) {
    return (await getRow(tx, statements.countDeliveryBacklog, {})).backlog;
  },
};
