import type { PressFigures, Table } from "../desk/press_cards.ts";
import { pressOnce, rest } from "../desk/press_cards.ts";
import type { BotProcess } from "../desk/start_bot.ts";

/** Presses so often a second, whether those before have been answered or not. */
export async function pressSteadily(
  bot: BotProcess,
  tables: readonly Table[],
  perSecond: number,
  isOver: () => boolean,
): Promise<readonly PressFigures[]> {
  const presses: Promise<() => Promise<PressFigures>>[] = [];
  const busy = new Set<Table>();
  const startedAt = performance.now();
  for (let press = 0; !isOver(); press++) {
    const table = tables[press % tables.length];
    // Two presses under one card would be in each other's way.
    if (table !== undefined && !busy.has(table)) {
      busy.add(table);
      presses.push(pressOnce(bot, table).finally(() => busy.delete(table)));
    }
    await rest(Math.max(0, startedAt + (press + 1) * 1_000 / perSecond - performance.now()));
  }
  return await Promise.all((await Promise.all(presses)).map((complete) => complete()));
}
