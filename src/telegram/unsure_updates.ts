import type { Update } from "grammy/types";
import type { UpdateNotes } from "./update_notes.ts";

export interface UnsureUpdates {
  /** Tries an update, and notes whether it failed here before. */
  tryOnce<T>(update: Update, notes: UpdateNotes, work: () => Promise<T>): Promise<T>;
}

/** Of so many it is remembered; whoever is forgotten is not answered, and the card shows it. */
const mostUnsure = 1000;

/**
 * Remembers presses that failed here. Such a one may have been applied all the same, where the
 * answer to the COMMIT was lost; when it turns out to be known already, nobody has answered it.
 */
export function createUnsure(): UnsureUpdates {
  const failed = new Set<number>();
  return {
    async tryOnce({ update_id: id, callback_query: press }, notes, work) {
      notes.unsure = failed.has(id);
      try {
        const result = await work();
        failed.delete(id);
        return result;
      } catch (error) {
        if (press !== undefined) failed.add(id);
        const [oldest] = failed;
        if (failed.size > mostUnsure && oldest !== undefined) failed.delete(oldest);
        throw error;
      }
    },
  };
}
