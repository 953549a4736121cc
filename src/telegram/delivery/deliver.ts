import { carryOut } from "../../desk/carry_out.ts";
import { moveGroup } from "../../desk/move_group.ts";
import type { ClaimedDelivery, Log, LogFields } from "../../desk/ports.ts";
import { type ChatId, parseUserId } from "../../people/ids.ts";
import { deliverContent } from "./deliver_content.ts";
import {
  type DeliveryTools,
  endWith,
  enterDelivery,
  type Recording,
  type WorkerTools,
} from "./delivery_tools.ts";
import { outlastOutage } from "./outlast_outage.ts";
import { planRetry } from "./plan_retry.ts";
import { classifyTelegramError, isChatLost } from "./telegram_errors.ts";
import {
  captureFault,
  type Settled,
  tellFailure,
  tellSettled,
  watchDelivery,
} from "./watch_delivery.ts";

/**
 * Delivers one claimed delivery and settles it: completed, postponed or abandoned.
 *
 * Never rejects: where even settling fails, the lease runs out and the delivery is claimed again. An
 * outage of the database is waited out.
 *
 * @param getLagMs how long ago it was due
 * @returns for how many seconds nothing more may be sent to its chat; 0 for not at all
 */
export function deliver(
  worker: WorkerTools,
  delivery: ClaimedDelivery,
  getLagMs: () => number,
): Promise<number> {
  const tools: DeliveryTools = { ...worker, sent: [] };
  return watchDelivery(tools, delivery, async (span) => {
    const log = tools.log.child(describe(delivery));
    try {
      const recording = await attempt(tools, delivery);
      const settled = await outlastOutage(tools, log, () => settle(tools, delivery, recording));
      tellSettled(tools, delivery, settled, getLagMs());
      tellFailure(tools, delivery, settled, span);
      const pauseSeconds = report(log, settled);
      return await leaveLostChat(tools, log, delivery, settled) ? 1 : pauseSeconds;
    } catch (error) {
      // Not left to its lease: what cannot be recorded must not be sent again every few minutes.
      log.error("A delivery could not be recorded; it may come twice", { error });
      span.fail();
      captureFault(tools, error);
    }
    try {
      const error = new Error("it could not be recorded");
      // What was sent does not become known, so that a card is looked for.
      const settled = await settle(
        { ...worker, sent: [] },
        delivery,
        endWith({ type: "failed", error }),
      );
      tellSettled(tools, delivery, settled, getLagMs());
      return report(log, settled);
    } catch (error) {
      log.error("A delivery could not be settled; its lease will run out", { error });
      captureFault(tools, error);
      return 0;
    }
  });
}

/**
 * Ends what is owed to a chat that the bot is in no longer, which Telegram may not have told. Its
 * other deliveries are not tried.
 */
async function leaveLostChat(
  tools: WorkerTools,
  log: Log,
  delivery: ClaimedDelivery,
  { ending, plan }: Settled,
): Promise<boolean> {
  const { organisationId, place: { chatId } } = delivery;
  if (organisationId === null || plan?.type !== "abandon") return false;
  if (ending.type !== "failed" || !isChatLost(ending.error)) return false;
  // In a transaction of its own: a group's row comes before its deliveries' elsewhere too.
  await enterDelivery(tools, delivery, async (tx) => {
    if (chatId < 0) await tools.store.groups.leaveChat(tx, chatId);
    else await tools.store.people.setPrivateChat(tx, parseUserId(chatId), false);
  });
  log.warn("The bot is in this chat no longer; nothing is owed there any more");
  return true;
}

/** Gives a delivery back untouched, due again after so many seconds. Never rejects. */
export async function giveBack(
  tools: WorkerTools,
  delivery: ClaimedDelivery,
  seconds: number,
): Promise<void> {
  try {
    await enterDelivery(
      tools,
      delivery,
      (tx) => tools.store.deliveries.postpone(tx, delivery, seconds, null),
    );
  } catch (error) {
    tools.log.error("A delivery could not be given back; its lease will run out", {
      ...describe(delivery),
      error,
    });
    captureFault(tools, error);
  }
}

async function attempt(tools: DeliveryTools, delivery: ClaimedDelivery): Promise<Recording> {
  try {
    return await deliverContent(tools, delivery);
  } catch (error) {
    const failure = classifyTelegramError(error);
    if (failure?.type === "migrated" && await follow(tools, delivery, failure.to)) {
      return endWith({ type: "again", seconds: 0, why: "the group became a supergroup" });
    }
    // Before the first call as a rule; and an outage of ours is no failure of Telegram's.
    if (tools.isOutage(error)) return endWith({ type: "again", seconds: 1, why: null });
    return endWith({ type: "failed", error });
  }
}

/** So often is one delivery sent after its group; once does, unless somebody else is there. */
const mostMoves = 3;

/** The message that tells of the new chat may come later, or never have come. */
async function follow(
  tools: DeliveryTools,
  { place, attempt }: ClaimedDelivery,
  to: ChatId,
): Promise<boolean> {
  return attempt <= mostMoves &&
    await carryOut(tools, moveGroup, { updateId: null, from: place.chatId, to });
}

/** Records and settles in one transaction. */
function settle(
  tools: DeliveryTools,
  delivery: ClaimedDelivery,
  recording: Recording,
): Promise<Settled> {
  const { store, random } = tools;
  const { id, attempt, place: { chatId } } = delivery;
  return enterDelivery(tools, delivery, async (tx): Promise<Settled> => {
    const ending = await recording(tx);
    const inGroups = tools.sent.filter(({ chatId }) => chatId < 0);
    const noted = inGroups.length > 0 ? store.messages.noteOwnMessages(tx, inGroups) : null;
    if (ending.type === "done" || ending.type === "dropped") {
      // Something gets through again: so may what waits long after failures of its own.
      const again = ending.type === "done" && tools.trouble.seen;
      tools.trouble.seen &&= !again;
      await Promise.all([
        noted,
        store.deliveries.complete(tx, id),
        again ? store.deliveries.hasten(tx) : null,
      ]);
      return { ending };
    }
    await noted;
    switch (ending.type) {
      case "again":
        await store.deliveries.postpone(tx, delivery, ending.seconds, ending.why);
        return { ending };
      case "failed": {
        const failure = classifyTelegramError(ending.error);
        if (failure?.type === "unavailable") tools.trouble.seen = true;
        const failingMs = await store.deliveries.noteFailure(tx, delivery);
        const plan = planRetry(failure, { attempt, failingMs, random: random() });
        if (plan.type === "postpone") {
          await store.deliveries.postpone(tx, delivery, plan.seconds, plan.error);
          if (plan.pauseSeconds > 0) {
            const refused = failure?.type === "rate_limited";
            await store.deliveries.pauseChat(tx, chatId, plan.pauseSeconds, refused);
          }
        } else await store.deliveries.abandon(tx, id, plan.error);
        return { ending, plan };
      }
    }
  });
}

/** Writes to the log how it ended. @returns the pause, in seconds */
function report(log: Log, { ending, plan }: Settled): number {
  if (ending.type !== "failed" || plan === undefined) {
    log.debug("Delivered", ending.type === "dropped" ? { dropped: ending.why } : {});
    return 0;
  }
  const { error } = ending;
  // Telegram's errors hold the payload, and with it what people wrote: their summary says enough.
  const ours = classifyTelegramError(error) === null ? { error } : {};
  if (plan.type === "abandon") {
    log[plan.level]("Gave up a delivery", { reason: plan.error, ...ours });
    return 0;
  }
  const { seconds, pauseSeconds } = plan;
  log[plan.level]("Postponed a delivery", { reason: plan.error ?? "rate limit", seconds, ...ours });
  return pauseSeconds;
}

function describe({ id, organisationId, place, content, attempt }: ClaimedDelivery): LogFields {
  return {
    deliveryId: id,
    deliveryKind: content.kind,
    ...(organisationId === null ? {} : { organisationId }),
    chatId: place.chatId,
    attempt,
  };
}
