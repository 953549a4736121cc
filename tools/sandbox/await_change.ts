/** Waiting for something to be true, told by changes and never by the passing of time. */
import type { UntilOptions } from "./control.ts";
import type { World } from "./create_world.ts";

const LAST_CALLS = 12;
const LAST_MESSAGES = 8;

/**
 * @param describe what to show of the world where the wait ends in vain
 * @throws {Error} after `timeoutMs`, naming what was awaited; what the predicate throws
 */
export function awaitChange<T>(
  world: { readonly changes: { subscribe(look: () => void): () => void } },
  predicate: () => T | undefined | null | false,
  options: UntilOptions,
  describe: () => string,
): Promise<T> {
  const { timeoutMs = 30_000, what = "a condition" } = options;
  return new Promise((resolve, reject) => {
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      stop();
      end();
    };
    const look = (): void => {
      try {
        const value = predicate();
        if (value === undefined || value === null || value === false) return;
        finish(() => resolve(value));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const stop = world.changes.subscribe(look);
    const timer = setTimeout(() => {
      finish(() =>
        reject(new Error(`waited ${timeoutMs} ms in vain until ${what}\n${describe()}`))
      );
    }, timeoutMs);
    look();
  });
}

/** The last calls and what stands in the chats, as lines. */
export function describeWorld(
  world: World,
  calls: readonly { method: string; status: number; payload: unknown; answer: unknown }[],
): string {
  const lines = ["Last calls:"];
  for (const { method, status, payload, answer } of calls.slice(-LAST_CALLS)) {
    const shown = status === 200 ? "" : ` → ${JSON.stringify(answer).slice(0, 200)}`;
    lines.push(
      `  ${status} ${method} ${JSON.stringify(payload, hideSecret).slice(0, 300)}${shown}`,
    );
  }
  for (const chat of [...world.groups.values(), ...world.privateChats.values()]) {
    lines.push(`Chat ${chat.id} “${chat.title}” (${chat.kind}), pinned: ${chat.pinned.join(", ")}`);
    const messages = [...chat.messages.values()].filter(({ deleted }) => !deleted);
    for (const message of messages.slice(-LAST_MESSAGES)) {
      const text = message.text ?? message.caption ?? message.service ?? message.media?.kind ?? "";
      const author = world.people.get(message.fromId ?? 0)?.firstName ?? "?";
      lines.push(`  #${message.id} ${author}: ${text.replaceAll("\n", " ⏎ ").slice(0, 200)}`);
    }
  }
  const waiting = world.updates.listAll();
  lines.push(`Updates not confirmed: ${waiting.length}`);
  return lines.join("\n");
}

function hideSecret(key: string, value: unknown): unknown {
  return key === "secret_token" ? "…" : value;
}
