import { createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import type { Incoming } from "./incoming.ts";
import { showHelp } from "./show_help.ts";

/**
 * `/platform` in private: the health of all organisations, for platform admins. For everybody else
 * there is no such command.
 */
export async function showPlatform(desk: Desk, incoming: Incoming): Promise<void> {
  const { store, settings } = desk;
  if (!settings.platformAdminIds.includes(incoming.person.userId)) {
    return await showHelp(desk, { ...incoming, where: "private" });
  }
  await store.database.transaction(async (tx) => {
    if (!await store.updates.markProcessed(tx, incoming.updateId)) return;
    const reply = createReply(incoming, null, { type: "platform" }, "stays");
    await store.deliveries.enqueue(tx, [reply]);
  });
}
