/** Waiting for something in one chat, for thousands at once. */
import type { Sandbox } from "../../sandbox/control.ts";
import type { TrialWorld } from "../ports.ts";
import type { TrialClock } from "./clock.ts";

/** Those who wait ask again once what is being done in their chat is done. */
export function createAwaitIn(
  sandbox: Pick<Sandbox, "subscribe">,
  clock: TrialClock,
  signal: AbortSignal,
): TrialWorld["awaitIn"] {
  const waiting = new Map<number, Set<() => void>>();
  const changed = new Set<number>();

  function lookAround(): void {
    const chats = [...changed];
    changed.clear();
    for (const chatId of chats) for (const look of [...waiting.get(chatId) ?? []]) look();
  }

  sandbox.subscribe((change) => {
    if (!("chatId" in change) || !waiting.has(change.chatId)) return;
    if (changed.size === 0) queueMicrotask(lookAround);
    changed.add(change.chatId);
  });

  return (chatId, predicate, seconds) =>
    new Promise((resolve, reject) => {
      const looks = waiting.get(chatId) ?? new Set();
      waiting.set(chatId, looks);
      const finish = (): void => {
        clearTimeout(timer);
        looks.delete(look);
        if (looks.size === 0 && waiting.get(chatId) === looks) waiting.delete(chatId);
        signal.removeEventListener("abort", giveUp);
      };
      const giveUp = (): void => {
        finish();
        resolve(null);
      };
      const look = (): void => {
        try {
          const found = predicate();
          if (found === null || found === undefined || found === false) return;
          finish();
          resolve(found);
        } catch (error) {
          finish();
          reject(error);
        }
      };
      looks.add(look);
      signal.addEventListener("abort", giveUp);
      const timer = setTimeout(giveUp, clock.toWallMs(seconds));
      if (signal.aborted) giveUp();
      else look();
    });
}
