import type { Sandbox } from "../../sandbox/control.ts";
import type { Random } from "../random.ts";
import type { TrialClock } from "./clock.ts";
import { wait } from "./wait.ts";

/** Of the updates that a bot confirmed, so many come once more. */
const share = 0.05;
const laterSeconds = { least: 1, most: 120 };

/** Hands out updates again that were confirmed, as Telegram may: later, and behind newer ones. */
export async function redeliverSome(options: {
  readonly sandbox: Sandbox;
  readonly random: Random;
  readonly clock: TrialClock;
  readonly over: AbortSignal;
  readonly again: { count: number };
}): Promise<void> {
  const { sandbox, random, clock, over, again } = options;
  let known = new Set<number>();
  const stop = sandbox.subscribe((change) => {
    if (change.kind !== "update") return;
    const pending = new Set(sandbox.pendingUpdates.map(({ updateId }) => updateId));
    for (const id of known) if (!pending.has(id) && random.chance(share)) void later(id);
    known = pending;
  });

  async function later(updateId: number): Promise<void> {
    await wait(clock.toWallMs(random.integer(laterSeconds.least, laterSeconds.most)), over);
    if (over.aborted) return;
    again.count++;
    sandbox.redeliver(updateId);
  }

  await new Promise<void>((resolve) => over.addEventListener("abort", () => resolve()));
  stop();
}
