/** What is told of deliveries: each as a part of its batch, and how it ended. */
import type { ActiveSpan, ClaimedDelivery, Piece, TagName } from "../../desk/ports.ts";
import { runAsAttempt } from "../attempt.ts";
import { findExpected } from "../expected_errors.ts";
import type { DeliveryTools, Ending } from "./delivery_tools.ts";
import type { RetryPlan } from "./plan_retry.ts";

/** A chat's deliveries that were claimed together, in their order. */
export function describeBatch(deliveries: readonly ClaimedDelivery[]): Piece {
  const organisationId = deliveries.find((each) => each.organisationId !== null)?.organisationId;
  return {
    name: "deliver",
    op: "queue.batch",
    tags: organisationId === null || organisationId === undefined
      ? {}
      : { organisation_id: organisationId },
    attributes: { "messaging.batch.message_count": deliveries.length },
  };
}

/** Works on one delivery in a scope of its own, with what is known of it from the start. */
export function watchDelivery<T>(
  { telemetry }: Pick<DeliveryTools, "telemetry">,
  delivery: ClaimedDelivery,
  work: (span: ActiveSpan) => Promise<T>,
): Promise<T> {
  const { content: { kind }, attempt, lateMs } = delivery;
  const piece: Piece = {
    name: `deliver ${kind}`,
    op: "queue.process",
    tags: listTags(delivery),
    // By these Sentry's page of queues knows it.
    attributes: {
      "messaging.system": "roadcall",
      "messaging.destination.name": "deliveries",
      "messaging.message.id": String(delivery.id),
      "messaging.message.receive.latency": lateMs,
      "messaging.message.retry.count": attempt - 1,
      "delivery.kind": kind,
    },
  };
  return telemetry.within(piece, (span) => {
    telemetry.setContext("delivery", { kind, attempt });
    return runAsAttempt(attempt, () => work(span));
  });
}

function listTags({ organisationId, content, place }: ClaimedDelivery): Partial<
  Readonly<Record<TagName, number>>
> {
  return {
    ...(organisationId === null ? {} : { organisation_id: organisationId }),
    ...("incidentId" in content ? { incident_id: content.incidentId } : {}),
    // A private chat has its person's id (Bot API, "Chat").
    ...(place.chatId > 0 ? { user_id: place.chatId } : {}),
  };
}

/** How a delivery ended; `plan` where a call or the program failed. */
export interface Settled {
  readonly ending: Ending;
  readonly plan?: RetryPlan;
}

/**
 * Counts how it ended.
 *
 * @param lagMs from when it was due to now
 */
export function tellSettled(
  { telemetry }: Pick<DeliveryTools, "telemetry">,
  { content: { kind } }: ClaimedDelivery,
  { ending, plan }: Settled,
  lagMs: number,
): void {
  if (ending.type === "done") telemetry.distribution("delivery.lag", lagMs / 1000, { kind });
  if (plan?.type === "postpone") telemetry.count("delivery.retry", 1, { kind });
  if (plan?.type === "abandon") telemetry.count("delivery.abandoned", 1, { kind });
}

/** Captures why a call failed, where that is no part of life. */
export function tellFailure(
  tools: Pick<DeliveryTools, "telemetry" | "isOutage">,
  { attempt }: ClaimedDelivery,
  { ending, plan }: Settled,
  span: ActiveSpan,
): void {
  if (ending.type !== "failed" || plan === undefined) return;
  const { error } = ending;
  const expected = findExpected(error) !== null;
  if (!expected) span.fail();
  if (plan.type === "abandon") {
    const level = plan.level === "warn" ? "warning" : "error";
    captureFault(tools, error, { level, outlivedRetries: plan.outlived });
    return;
  }
  // Tried for a day, an error would be an event each time; an expected one is counted each time.
  if (attempt === 1 || expected) captureFault(tools, error);
}

/** An outage of the database has been told by the store. */
export function captureFault(
  { telemetry, isOutage }: Pick<DeliveryTools, "telemetry" | "isOutage">,
  error: unknown,
  context: Parameters<DeliveryTools["telemetry"]["captureException"]>[1] = {},
): void {
  if (!isOutage(error)) telemetry.captureException(error, context);
}
