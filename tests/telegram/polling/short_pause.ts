import type { Pause } from "../../../src/telegram/polling/pause.ts";

/** Lets no time pass, and keeps how much should have. */
export function createShortPause(): Pause & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  return {
    waits,
    async wait(milliseconds) {
      waits.push(milliseconds);
      // A turn of the event loop, so that what a retry waits for gets its chance.
      await new Promise((resolve) => setTimeout(resolve));
    },
    random: () => 0.5,
  };
}
