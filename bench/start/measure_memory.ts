import { readMemoryMib } from "../desk/measure_cpu.ts";
import { createOwnDatabase } from "../desk/own_database.ts";
import { pressCards, rest, setUpTables, type Table } from "../desk/press_cards.ts";
import { type BotProcess, startBot } from "../desk/start_bot.ts";
import { owner, type TelegramStub } from "../desk/telegram_stub.ts";
import { createMessage } from "../desk/updates.ts";
import { median } from "../figures/statistics.ts";

export interface MemoryFigures {
  readonly updates: number;
  /** Resident. */
  readonly mib: number;
}

const inFlight = 8;
/** People who talk in the groups: more than any cache of a desk should hold. */
const talkers = 5_000;

/**
 * What a desk takes after so many updates, half of them presses and half talk of thousands of
 * people.
 */
export async function measureMemory(
  telegram: TelegramStub,
  serverUrl: string,
  steps: readonly number[],
  groups: number,
): Promise<readonly MemoryFigures[]> {
  const database = await createOwnDatabase("server", serverUrl);
  const bot = await startBot({ telegram, settings: database.settings });
  const tables = await setUpTables(bot, groups);
  const figures: MemoryFigures[] = [{ updates: 0, mib: await readSteadyMib(bot) }];
  let updates = 0;
  for (const step of steps) {
    const half = Math.round((step - updates) / 2);
    await Promise.all([
      pressCards(bot, tables, { inFlight, until: { presses: half } }),
      talk(bot, tables, half),
    ]);
    updates = step;
    figures.push({ updates, mib: await readSteadyMib(bot) });
    console.error(`${updates} updates: ${figures.at(-1)?.mib.toFixed(0)} MiB`);
  }
  await bot.stop();
  await database.drop();
  return figures;
}

async function talk(bot: BotProcess, tables: readonly Table[], messages: number): Promise<void> {
  let said = 0;
  await Promise.all(Array.from({ length: inFlight }, async () => {
    for (let each = said++; each < messages; each = said++) {
      const chatId = tables[each % tables.length]?.chatId ?? 0;
      const id = owner.id + 10_000 + each % talkers;
      const from = { ...owner, id, username: `talker_${each % talkers}` };
      await bot.send(createMessage(chatId, 1_000_000 + each, "On my way, ten minutes", from));
    }
  }));
}

/** The middle of several looks, since memory goes up and down with each collection. */
async function readSteadyMib(bot: BotProcess): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 10; look++) {
    await rest(500);
    looks.push(await readMemoryMib(bot.pid));
  }
  return median(looks);
}
