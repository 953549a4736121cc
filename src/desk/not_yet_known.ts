import type { UpdateId } from "../people/ids.ts";
import type { Store, Transaction } from "./ports.ts";

/**
 * An update is about a message of ours that is not known: most likely not yet, since Telegram tells
 * people of it before it tells us. Thrown, since nothing of the transaction may stay; whoever gives
 * out updates gives this one once more.
 */
export class NotYetKnownError extends Error {
  override readonly name = "NotYetKnownError";

  constructor(readonly updateId: UpdateId) {
    super("The message that this update is about is not known yet");
  }
}

/** As long as it may take until the id of a message that was sent is written down. */
export const recordedWithinSeconds = 120;

/**
 * Refuses an update whose message is not known, once. Called for the same one again it lets it pass:
 * then the message is none that we know, and whatever that means for the update is to happen.
 *
 * @throws {NotYetKnownError}
 */
export async function awaitMessage(
  { updates }: Pick<Store, "updates">,
  tx: Transaction,
  updateId: UpdateId,
): Promise<void> {
  if (!await updates.wasRefused(tx, updateId)) throw new NotYetKnownError(updateId);
}

/** Whoever met a {@link NotYetKnownError} notes it, so that it is the only one. */
export function noteRefusal(
  { database, updates }: Pick<Store, "database" | "updates">,
  { updateId }: NotYetKnownError,
): Promise<void> {
  return database.transaction((tx) => updates.noteRefusal(tx, updateId));
}
