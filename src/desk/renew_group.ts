import type { NewDelivery, Store, Transaction } from "./ports.ts";

/**
 * Asks again for the summaries that are awaited in the entered group, where what had asked for them
 * is gone.
 */
export async function askForSummaries(store: Store, tx: Transaction): Promise<void> {
  const awaited = await store.groups.listAwaitedSummaries(tx);
  await Promise.all(
    awaited.map(({ incidentId, cycle, writerId, place }) =>
      store.messages.createPrompt(tx, {
        place,
        userId: writerId,
        replyTo: null,
        purpose: { type: "summary", incidentId, cycle },
      })
    ),
  );
}

/**
 * Has everything that the entered group must see sent anew: open cards, pinned again, and the
 * questions for summaries. What stood there before is deleted.
 */
export async function renewGroup(store: Store, tx: Transaction): Promise<void> {
  const pointless = await store.groups.renewCards(tx);
  await askForSummaries(store, tx);
  await store.deliveries.enqueue(
    tx,
    pointless.map(({ place, messageId }): NewDelivery => ({
      place,
      content: { kind: "delete_message", messageId },
    })),
  );
}
