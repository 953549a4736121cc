/**
 * Tells a chat by one message of all that was held up, as it is now. Where Telegram's answer is lost
 * it comes twice.
 */
import { callUsefulMs } from "../../desk/call_age.ts";
import { mentionsPerMessage } from "../../desk/consequences.ts";
import type { Transaction } from "../../desk/ports.ts";
import { listCalled, renderCatchUp } from "../render/catch_up.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { findAbout, mayWait, waitForTimers } from "./holding_up.ts";
import { sendRendered } from "./send_message.ts";

export async function deliverCatchUp(
  tools: DeliveryTools,
  delivery: DeliveryOf<"catch_up">,
): Promise<Recording> {
  const { store, words } = tools;
  const { place, attempt } = delivery;
  const { chatId } = place;
  const found = await enterDelivery(tools, delivery, async (tx) => {
    if (mayWait(attempt) && await store.timers.areLate(tx, callUsefulMs)) return "wait";
    await takeOthers(tools, tx, delivery);
    return await store.catchUps.findView(tx, chatId);
  });
  if (found === "wait") return endWith(waitForTimers);
  if (found === null) return endWith(dropped("nothing is left to tell"));

  // A private chat's person is called by the message itself.
  const called = chatId < 0 ? listCalled(found) : [];
  const rendered = renderCatchUp(words, found, called.slice(0, mentionsPerMessage));
  const silent = listCalled(found).length === 0;
  await sendRendered(tools, place, rendered, { replyTo: null, silent });
  return async (tx) => {
    await store.catchUps.settle(tx, chatId, found.lines.map(({ id }) => id));
    // What was added while it was sent is told by another one.
    const left = await store.catchUps.findView(tx, chatId);
    return left === null ? done : { type: "again", seconds: 0, why: null };
  };
}

/** What waits in the queue for another try would come after this, and say what this says. */
async function takeOthers(
  { store }: DeliveryTools,
  tx: Transaction,
  { place }: DeliveryOf<"catch_up">,
): Promise<void> {
  for (
    const { content, since } of await store.catchUps.takeHeldUp(tx, place.chatId, callUsefulMs)
  ) {
    const about = findAbout(content, place);
    if (about === null) continue;
    await store.catchUps.add(tx, place, { ...about, since });
    if (content.kind !== "ping" && content.kind !== "private_ping") continue;
    const { incidentId, userIds } = about;
    const { session } = content;
    await store.incidents.noteMissedCall(tx, incidentId, { session, userIds, why: "too_old" });
  }
}
