import { passingSeconds } from "./answering.ts";
import { type Incoming, isPrivate } from "./incoming.ts";
import type { FailedTry, NewDelivery, Store } from "./ports.ts";

/** An update that fails so often for a reason of its own is set aside. */
export const mostFailures = 3;

export interface Failure extends FailedTry {
  /** The update as Telegram sent it, kept from when it is set aside. */
  readonly received: string;
  /** The command that it was, whose author is told; null for what asks for no answer. */
  readonly command: Incoming | null;
}

/** `known` where it had been set aside before, and came once more. */
export type FailureOutcome = "again" | "set_aside" | "known";

/**
 * Counts that an update failed for a reason of its own, whichever replica had it. After the third
 * time it is set aside: it stays in `failed_updates`, is waited for no longer, and whoever gave the
 * command is told that nothing came of it.
 */
export function noteFailure(store: Store, failure: Failure): Promise<FailureOutcome> {
  const { id, received, command } = failure;
  return store.database.transaction(async (tx) => {
    const { failures, setAside } = await store.failedUpdates.countFailure(tx, failure);
    if (failures < mostFailures) return "again";
    await Promise.all([
      store.failedUpdates.setAside(tx, id, received),
      store.inbox.forget(tx, [id]),
    ]);
    if (setAside) return "known";
    if (command !== null) await store.deliveries.enqueue(tx, [createApology(command)]);
    return "set_aside";
  });
}

function createApology({ place, messageId, person }: Incoming): NewDelivery {
  return {
    place,
    content: {
      kind: "answer",
      answer: { type: "not_applied" },
      replyTo: messageId,
      expiresSeconds: isPrivate(place) ? null : passingSeconds,
      fallback: null,
      viewer: { userId: person.userId, groupId: null },
    },
  };
}
