import type { Round } from "../figures/summarise_rounds.ts";
import { readCpuMs } from "./measure_cpu.ts";
import { pressCards, type PressPlan, rest, type Table } from "./press_cards.ts";
import type { BotProcess } from "./start_bot.ts";

/** One of several that take turns. While another is measured, it is held still. */
export interface Contestant {
  play(plan: PressPlan): Promise<Round>;
}

/**
 * What was held still is slow at first: its clock has runs to make up for, and what its transactions
 * were in the middle of is lost. Not measured, in any of them.
 */
const settleSeconds = 0.6;

/** @param warmUp compiles what was not compiled yet, or was seen too seldom to be compiled well */
export async function createContestant(
  bot: BotProcess,
  tables: readonly Table[],
  warmUp: PressPlan,
): Promise<Contestant> {
  await pressCards(bot, tables, warmUp);
  await rest();
  bot.pause();
  return {
    async play(plan) {
      bot.resume();
      await pressCards(bot, tables, { ...plan, until: { seconds: settleSeconds } });
      const cpuBefore = await readCpuMs(bot.pid);
      const run = await pressCards(bot, tables, plan);
      await rest();
      const cpuMs = await readCpuMs(bot.pid) - cpuBefore;
      bot.pause();
      return { ...run, cpuMs };
    },
  };
}

/** In each round another one goes first, so that all are first, second … as often. */
export function takeTurns<T>(all: readonly T[], round: number): readonly T[] {
  const from = round % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
}
