/**
 * Shows the board of a guided set-up. Where the answer to its sending is lost it comes twice, and
 * the second one is kept.
 */
import { readyMadeDepartments } from "../../desk/setup/ready_made_departments.ts";
import { renderSetupBoard } from "../render/setup_board.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { editMessage } from "./edit_message.ts";
import { sendRendered } from "./send_message.ts";

export async function deliverSetupBoard(
  tools: DeliveryTools,
  delivery: DeliveryOf<"setup_board">,
): Promise<Recording> {
  const { store, words } = tools;
  const { place } = delivery;
  const setup = await enterDelivery(
    tools,
    delivery,
    (tx) => store.setups.lockSetup(tx, place.chatId),
  );
  if (setup === null) return endWith(dropped("the set-up is over"));

  const rendered = renderSetupBoard(words, setup, readyMadeDepartments);
  if (setup.messageId !== null && await editMessage(tools, place, setup.messageId, rendered)) {
    return endWith(done);
  }
  const messageId = await sendRendered(tools, place, rendered, { replyTo: null });
  return async (tx) => {
    const now = await store.setups.lockSetup(tx, place.chatId);
    if (now === null) {
      await store.deliveries.enqueue(tx, [
        { place, content: { kind: "delete_message", messageId } },
      ]);
      return dropped("the set-up ended while its board was sent");
    }
    await store.setups.saveSetup(tx, { ...now, messageId });
    return done;
  };
}
