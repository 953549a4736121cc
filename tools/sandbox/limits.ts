/**
 * Telegram's limits on what a bot sends, and on how often it sets its webhook. Source: the Bot API FAQ ("My bot is hitting limits"):
 * 30 messages a second over all, 20 a minute in a group, about one a second in a chat, where
 * short bursts pass. Edits count.
 */
import type { World } from "./create_world.ts";

const OVERALL = { count: 30, seconds: 1 };
const GROUP = { count: 20, seconds: 60 };
/** One a second; how many may come at once is not written anywhere. */
const CHAT = { count: 5, seconds: 5 };
/** Source: Telegram's own Bot API server. */
const WEBHOOK = { count: 1, seconds: 1 };

export interface Limits {
  configure(settings: { enabled: boolean; timeScale?: number }): void;
  /** @returns the seconds to wait, or undefined where the call is within the limits */
  take(botId: number, chatId: number): number | undefined;
  /** @returns whether a bot may set its webhook now, which it may once a second */
  takeWebhook(botId: number): boolean;
}

/** @param world of it the clock alone, and who is told that the limits are on or off */
export function createLimits(
  world: Pick<World, "now"> & { readonly changes: Pick<World["changes"], "emit"> },
): Limits {
  let enabled = false;
  let timeScale = 1;
  let sent = new Map<string, number[]>();

  /** Milliseconds until one more fits into the window. */
  const waitFor = (key: string, { count, seconds }: typeof OVERALL, now: number): number => {
    const length = seconds * 1000 / timeScale;
    const recent = (sent.get(key) ?? []).filter((at) => at > now - length);
    sent.set(key, recent);
    const first = recent[recent.length - count];
    return first === undefined ? 0 : first + length - now;
  };

  return {
    configure(settings) {
      enabled = settings.enabled;
      timeScale = settings.timeScale ?? 1;
      sent = new Map();
      world.changes.emit({ kind: "settings" });
    },
    take(botId, chatId) {
      if (!enabled) return undefined;
      const now = world.now();
      const windows: [string, typeof OVERALL][] = [
        [`${botId}`, OVERALL],
        [`${botId}:${chatId}:second`, CHAT],
        ...(chatId < 0 ? [[`${botId}:${chatId}:minute`, GROUP] satisfies [string, unknown]] : []),
      ];
      const wait = Math.max(...windows.map(([key, window]) => waitFor(key, window, now)));
      if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
      for (const [key] of windows) sent.get(key)?.push(now);
      return undefined;
    },
    takeWebhook(botId) {
      if (!enabled) return true;
      const key = `${botId}:webhook`;
      const now = world.now();
      if (waitFor(key, WEBHOOK, now) > 0) return false;
      sent.get(key)?.push(now);
      return true;
    },
  };
}
