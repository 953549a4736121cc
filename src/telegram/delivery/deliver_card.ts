/**
 * Makes the card's message show what the incident is now. An edit may be made twice without harm;
 * where the answer to the sending of a new card is lost, that one is looked for and kept before
 * another is sent.
 */
import type { MessageRepository } from "../../desk/ports.ts";
import type { CardView } from "../../desk/views.ts";
import type { MessageId } from "../../people/ids.ts";
import { countHandled } from "../expected_errors.ts";
import { renderCard } from "../render/card.ts";
import type { Rendered } from "../render/rendered.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { hintAtPins } from "./hint_at_pins.ts";
import { findLostCard } from "./find_lost_card.ts";
import { editMessage } from "./edit_message.ts";
import { sendRendered } from "./send_message.ts";
import { isAmbiguous, isRefusal } from "./telegram_errors.ts";

type Pin = Parameters<MessageRepository["recordCardShown"]>[2]["pin"];

export async function deliverCard(
  tools: DeliveryTools,
  delivery: DeliveryOf<"card">,
): Promise<Recording> {
  const { store, words } = tools;
  const { cardId } = delivery.content;
  const { view, lostAfter } = await enterDelivery(tools, delivery, async (tx) => {
    const found = await store.messages.findCardView(tx, cardId);
    const unsent = found !== null && found.messageId === null;
    const lost = unsent ? await store.messages.beginSending(tx, cardId) : null;
    // Before the call: who is killed after it cannot say what became of it.
    if (found !== null && needsPinChange(found, found.pin)) {
      await store.messages.beginPinning(tx, cardId);
    }
    return { view: found, lostAfter: lost };
  });
  if (view === null) return endWith(dropped("the card is not there"));

  const shown = await show(tools, delivery, view, renderCard(words, view), lostAfter);
  if (shown === null) {
    return endWith({ type: "again", seconds: 1, why: "a lost card is looked for" });
  }
  const { messageId } = shown;
  const { pin, failure } = await settlePin(tools, view, shown);
  return async (tx) => {
    if (pin === "gone") {
      await store.messages.forgetCardMessage(tx, cardId, messageId);
      return { type: "again", seconds: waitAnew(delivery.attempt), why: "it was deleted at once" };
    }
    // The group's row before the card's, as where a group moves: so that neither waits for ever.
    if (pin === "refused") await hintAtPins(tools, tx, view.place);
    const { current, another } = await store.messages.recordCardShown(tx, cardId, {
      chatId: view.place.chatId,
      messageId,
      version: view.wantedVersion,
      pin,
    });
    if (another) {
      const content = { kind: "delete_message", messageId } as const;
      await store.deliveries.enqueue(tx, [{ place: view.place, content }]);
      return { type: "again", seconds: 0, why: "it was sent twice" };
    }
    if (failure !== null) return { type: "failed", error: failure.error };
    return current ? done : { type: "again", seconds: 0, why: null };
  };
}

/** At once the first time; something that deletes each card at once is not fought. */
function waitAnew(attempt: number): number {
  return attempt === 1 ? 0 : Math.min(60 * attempt, 3600);
}

interface Shown {
  readonly messageId: MessageId;
  /** As far as it is known; null: it may be pinned or not. */
  readonly pin: Pin;
}

/** Null while it is not certain whether there is one that was lost. */
async function show(
  tools: DeliveryTools,
  delivery: DeliveryOf<"card">,
  view: CardView,
  rendered: Rendered,
  lostAfter: MessageId | null,
): Promise<Shown | null> {
  const { store } = tools;
  const { messageId, place, cardId } = view;
  if (messageId !== null) {
    if (await editMessage(tools, place, messageId, rendered)) return { messageId, pin: view.pin };
    await enterDelivery(tools, delivery, async (tx) => {
      await store.messages.forgetCardMessage(tx, cardId, messageId);
      await store.messages.beginSending(tx, cardId);
    });
  }
  if (lostAfter !== null) {
    const lost = await findLostCard(tools, delivery, view, rendered, lostAfter);
    if (lost.type === "unfinished") return null;
    // Whoever sent it may have pinned it as well.
    if (lost.type === "found") {
      await takeAway(tools, delivery, lost.others);
      return { messageId: lost.messageId, pin: null };
    }
  }
  try {
    const how = { replyTo: view.replyTo, silent: true };
    return { messageId: await sendRendered(tools, place, rendered, how), pin: "unpinned" };
  } catch (error) {
    if (!isAmbiguous(error)) {
      await enterDelivery(tools, delivery, (tx) => store.messages.endSending(tx, cardId));
    }
    throw error;
  }
}

async function takeAway(
  tools: DeliveryTools,
  delivery: DeliveryOf<"card">,
  messageIds: readonly MessageId[],
): Promise<void> {
  if (messageIds.length === 0) return;
  const { place } = delivery;
  await enterDelivery(tools, delivery, (tx) =>
    tools.store.deliveries.enqueue(
      tx,
      messageIds.map((messageId) => ({ place, content: { kind: "delete_message", messageId } })),
    ));
}

interface PinResult {
  /** `gone`: there is nothing any more that could be pinned. */
  readonly pin: Pin | "gone";
  /** The card itself is shown and must be recorded, whatever became of the pin. */
  readonly failure: { readonly error: unknown } | null;
}

/** Pinned while the incident is open. Where that is not known, it is seen to. */
function needsPinChange({ incident }: CardView, pin: Pin): boolean {
  return pin === null || (incident.ending === null) !== (pin === "pinned");
}

/** Without the right to pin, the card works unpinned. */
async function settlePin(
  { api, telemetry }: DeliveryTools,
  view: CardView,
  { messageId, pin: before }: Shown,
): Promise<PinResult> {
  if (!needsPinChange(view, before)) return { pin: before, failure: null };
  const { chatId } = view.place;
  const open = view.incident.ending === null;
  try {
    if (open) await api.pinChatMessage(chatId, messageId, { disable_notification: true });
    else await api.unpinChatMessage(chatId, messageId);
    return { pin: open ? "pinned" : "unpinned", failure: null };
  } catch (error) {
    const pin = readPin(error);
    if (pin === null) return { pin: null, failure: { error } };
    countHandled(telemetry, error);
    return { pin, failure: null };
  }
}

/** What became of the pin by a refusal that is dealt with; null for any other failure. */
function readPin(error: unknown): PinResult["pin"] | null {
  if (isRefusal(error, "pin_forbidden")) return "refused";
  if (isRefusal(error, "pin_gone")) return "gone";
  return isRefusal(error, "pin_impossible") ? "unpinned" : null;
}
