import { getPrivatePlace } from "../../desk/incoming.ts";
import type { Place, Transaction } from "../../desk/ports.ts";
import type { DeliveryTools } from "./delivery_tools.ts";

/** Tells an OpsManager that the bot may not pin in this group, at most once in 24 hours. */
export async function hintAtPins(
  { store }: DeliveryTools,
  tx: Transaction,
  group: Place,
): Promise<void> {
  const hint = await store.groups.takePinHint(tx, group.chatId);
  if (hint === null) return;
  const { managerId, privately, groupTitle } = hint;
  const general = { chatId: group.chatId, threadId: null };
  await store.deliveries.enqueue(tx, [{
    place: privately ? getPrivatePlace(managerId) : general,
    content: {
      kind: "answer",
      answer: { type: "cannot_pin", userId: managerId, groupTitle },
      replyTo: null,
      expiresSeconds: null,
      fallback: privately ? { place: general, replyTo: null } : null,
      viewer: { userId: managerId, groupId: null },
    },
  }]);
}
