/** Who is told that something changed. One place, so that waiting never needs polling. */
import type { ChangeListener, WorldChange } from "./world.ts";

export interface Changes {
  emit(change: WorldChange): void;
  /** @returns a function that ends it */
  subscribe(listener: ChangeListener): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<ChangeListener>();
  return {
    emit(change) {
      // A copy, because a listener may end itself, or another, while it is told.
      for (const listener of [...listeners]) {
        if (listeners.has(listener)) listener(change);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
