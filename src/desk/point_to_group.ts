import { createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";

/** Says in private that a command belongs in the group. */
export function pointToGroup(
  desk: Desk,
  incoming: Incoming,
  command: "ticket" | "setup",
): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    if (!(await enter(store, tx, incoming)).fresh) return;
    const answer = { type: `${command}_refused`, reason: "private_chat" } as const;
    await store.deliveries.enqueue(tx, [createReply(incoming, null, answer, "stays")]);
  });
}
