/**
 * Long polls that wait. At most one a bot: a second one ends the first with a conflict, as
 * Telegram does it.
 */
import type { World } from "./create_world.ts";

export type WaitEnd = "update" | "timeout" | "conflict" | "gone";

export interface Pollers {
  /**
   * Waits until an update is there, at most so many seconds of real time. A caller that hangs
   * up is not noticed, as at Telegram: what it would have got stays unconfirmed.
   */
  wait(botId: number, seconds: number): Promise<WaitEnd>;
  /** Ends a bot's waiting poll with a conflict. */
  displace(botId: number): void;
  /** Ends all of them. */
  stop(): void;
}

export function createPollers(world: World): Pollers {
  const waiting = new Map<number, (end: WaitEnd) => void>();
  return {
    displace: (botId) => waiting.get(botId)?.("conflict"),
    wait(botId, seconds) {
      return new Promise((resolve) => {
        const end = (how: WaitEnd): void => {
          clearTimeout(timer);
          unsubscribe();
          if (waiting.get(botId) === end) waiting.delete(botId);
          resolve(how);
        };
        const timer = setTimeout(() => end("timeout"), seconds * 1000);
        const unsubscribe = world.changes.subscribe((change) => {
          if (change.kind !== "update" || change.botId !== botId) return;
          if (world.updates.list(botId).length > 0) end("update");
        });
        waiting.set(botId, end);
      });
    },
    stop() {
      for (const end of [...waiting.values()]) end("gone");
    },
  };
}
