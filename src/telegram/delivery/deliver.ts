import { moveGroup } from "../../desk/move_group.ts";
import type { ClaimedDelivery, Log, LogFields } from "../../desk/ports.ts";
import type { ChatId } from "../../people/ids.ts";
import { deliverContent } from "./deliver_content.ts";
import { type DeliveryTools, endWith, enterDelivery, type Recording } from "./delivery_tools.ts";
import { planRetry, type RetryPlan } from "./plan_retry.ts";
import { classifyTelegramError } from "./telegram_errors.ts";

/**
 * Delivers one claimed delivery and settles it: completed, postponed or abandoned.
 *
 * Never rejects: where even settling fails, the lease runs out and the delivery is claimed again.
 *
 * @returns for how many seconds nothing more may be sent to its chat; 0 for not at all
 */
export async function deliver(tools: DeliveryTools, delivery: ClaimedDelivery): Promise<number> {
  const log = tools.log.child(describe(delivery));
  try {
    const recording = await attempt(tools, delivery);
    return await settle(tools, log, delivery, recording);
  } catch (error) {
    // Not left to its lease: what cannot be recorded must not be sent again every few minutes.
    log.error("A delivery could not be recorded; it may come twice", { error });
  }
  try {
    const error = new Error("it could not be recorded");
    return await settle(tools, log, delivery, endWith({ type: "failed", error }));
  } catch (error) {
    log.error("A delivery could not be settled; its lease will run out", { error });
    return 0;
  }
}

/** Gives a delivery back untouched, due again after so many seconds. Never rejects. */
export async function giveBack(
  tools: DeliveryTools,
  delivery: ClaimedDelivery,
  seconds: number,
): Promise<void> {
  try {
    await enterDelivery(
      tools,
      delivery,
      (tx) => tools.store.deliveries.postpone(tx, delivery.id, seconds, null),
    );
  } catch (error) {
    tools.log.error("A delivery could not be given back; its lease will run out", {
      ...describe(delivery),
      error,
    });
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
    return endWith({ type: "failed", error });
  }
}

/** So often is one delivery sent after its group; once does, unless somebody else is there. */
const mostMoves = 3;

/** The message that tells of the new chat may come later, or never have come. */
async function follow(
  { store }: DeliveryTools,
  { place, attempt }: ClaimedDelivery,
  to: ChatId,
): Promise<boolean> {
  return attempt <= mostMoves &&
    await moveGroup({ store }, { updateId: null, from: place.chatId, to });
}

/** Records and settles in one transaction. @returns the pause, in seconds */
async function settle(
  tools: DeliveryTools,
  log: Log,
  delivery: ClaimedDelivery,
  recording: Recording,
): Promise<number> {
  const { store, random } = tools;
  const { id, attempt } = delivery;
  const settled = await enterDelivery(tools, delivery, async (tx) => {
    const ending = await recording(tx);
    switch (ending.type) {
      case "done":
      case "dropped":
        await store.deliveries.complete(tx, id);
        return { ending };
      case "again":
        await store.deliveries.postpone(tx, id, ending.seconds, ending.why);
        return { ending };
      case "failed": {
        const plan = planRetry(classifyTelegramError(ending.error), attempt, random());
        if (plan.type === "postpone") {
          await store.deliveries.postpone(tx, id, plan.seconds, plan.error);
        } else await store.deliveries.abandon(tx, id, plan.error);
        return { ending, plan };
      }
    }
  });
  if (settled.plan === undefined) {
    log.debug(
      "Delivered",
      settled.ending.type === "dropped" ? { dropped: settled.ending.why } : {},
    );
    return 0;
  }
  report(log, settled.plan, settled.ending.error);
  return settled.plan.type === "postpone" ? settled.plan.pauseSeconds : 0;
}

function report(log: Log, plan: RetryPlan, error: unknown): void {
  // Telegram's errors hold the payload, and with it what people wrote: their summary says enough.
  const ours = classifyTelegramError(error) === null ? { error } : {};
  if (plan.type === "abandon") {
    log[plan.level]("Gave up a delivery", { reason: plan.error, ...ours });
    return;
  }
  const { seconds } = plan;
  log[plan.level]("Postponed a delivery", { reason: plan.error ?? "rate limit", seconds, ...ours });
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
