import { type Contestant, createContestant } from "../desk/contestant.ts";
import { createOwnDatabase } from "../desk/own_database.ts";
import { type PressPlan, setUpTables, type Table } from "../desk/press_cards.ts";
import { type BotOptions, type BotProcess, startBot } from "../desk/start_bot.ts";
import type { TelegramStub } from "../desk/telegram_stub.ts";
import { listFloorTables } from "../floor/list_tables.ts";

export type ContestantName = "floor" | "desk" | "slow_telegram" | "embedded";

/** How long the slow Telegram takes for each call. */
export const slowMs = 50;

interface Kind extends Pick<BotOptions, "program" | "manners"> {
  readonly name: ContestantName;
  readonly embedded?: true;
}

const kinds: readonly Kind[] = [
  { name: "floor", program: "bench/floor/main.ts" },
  { name: "desk" },
  { name: "slow_telegram", manners: { callMs: slowMs } },
  { name: "embedded", embedded: true },
];

export interface Started {
  readonly name: ContestantName;
  readonly contestant: Contestant;
  stop(): Promise<void>;
}

/** Starts and sets up all of them together, then warms each up by itself. */
export async function startContestants(
  telegram: TelegramStub,
  serverUrl: string,
  { groups, warmUp }: { readonly groups: number; readonly warmUp: PressPlan },
): Promise<readonly Started[]> {
  const ready = await Promise.all(kinds.map(async (kind) => {
    const database = await createOwnDatabase(kind.embedded ? "embedded" : "server", serverUrl);
    const bot = await startBot({ ...kind, telegram, settings: database.settings });
    const tables = await setUp(kind, bot, groups);
    bot.pause();
    return { kind, database, bot, tables };
  }));
  const started: Started[] = [];
  for (const { kind: { name }, database, bot, tables } of ready) {
    bot.resume();
    started.push({
      name,
      contestant: await createContestant(bot, tables, warmUp),
      async stop() {
        await bot.stop();
        await database.drop();
      },
    });
    console.error(`ready: ${name}`);
  }
  return started;
}

async function setUp({ name }: Kind, bot: BotProcess, groups: number): Promise<readonly Table[]> {
  return name === "floor" ? listFloorTables(groups) : await setUpTables(bot, groups);
}
