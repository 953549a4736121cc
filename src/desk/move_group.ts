import type { UpdateId } from "../people/ids.ts";
import type { Desk } from "./desk.ts";
import type { ChatMove, Store, Transaction } from "./ports.ts";
import { askForSummaries } from "./renew_group.ts";

/** A basic group has become a supergroup, as a message or a refused call tells. */
export interface GroupMove extends ChatMove {
  /** Null where a refused call told. */
  readonly updateId: UpdateId | null;
}

/**
 * Follows a group to its new chat. Telegram tells in both chats, in any order, and each refused
 * call tells again: whatever still stands or is owed in the old chat follows each time.
 *
 * @returns false where the new chat belongs to another group already, so that nothing can follow
 */
export function moveGroup(
  { store }: Pick<Desk, "store">,
  { updateId, ...move }: GroupMove,
): Promise<boolean> {
  return store.database.transaction(async (tx) => {
    // What is owed to no organisation is seen only before one is entered.
    await store.groups.moveMessages(tx, move);
    const fresh = updateId === null || await store.updates.markProcessed(tx, updateId);
    if (!fresh) return true;
    const there = await store.organisations.enterGroup(tx, move.to);
    const group = await store.organisations.enterGroup(tx, move.from);
    if (group === null) {
      await moveSetup(store, tx, move);
      return true;
    }
    if (there !== null && there.id !== group.id) return false;
    await store.groups.moveGroup(tx, move);
    await store.groups.moveMessages(tx, move);
    await askForSummaries(store, tx);
    return true;
  });
}

/** A group that is being set up: its board is shown in the new chat. */
async function moveSetup(store: Store, tx: Transaction, { from, to }: ChatMove): Promise<void> {
  const setup = await store.setups.lockSetup(tx, from);
  if (setup === null) return;
  await store.setups.deleteSetup(tx, from);
  await store.setups.saveSetup(tx, {
    ...setup,
    chatId: to,
    messageId: null,
    promptMessageId: null,
  });
  await store.deliveries.enqueue(tx, [
    { place: { chatId: to, threadId: null }, content: { kind: "setup_board" } },
  ]);
}
