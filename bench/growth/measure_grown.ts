import { type Contestant, createContestant, takeTurns } from "../desk/contestant.ts";
import { type BotProcess, startBot } from "../desk/start_bot.ts";
import type { TelegramStub } from "../desk/telegram_stub.ts";
import type { Round } from "../figures/summarise_rounds.ts";
import { restartServer } from "../server/start_server.ts";
import { ask, type Question } from "./ask.ts";
import type { Grown, GrowthPlan } from "./create_grown.ts";
import { openTables, oweCards } from "./open_tables.ts";
import { measureDueTimers, tickToken } from "./tick.ts";

/** Milliseconds of each answer, by the question. */
export type Waits = Record<Question, readonly number[]>;

export interface ColdFigures {
  /** Whether the system's cache of files was empty as well, and not the server's alone. */
  readonly systemForgot: boolean;
  readonly waits: readonly Waits[];
}

export interface WarmFigures {
  readonly presses: ReadonlyMap<number, readonly Round[][]>;
  readonly waits: readonly Waits[];
  /** Milliseconds for each due timer, one a round. */
  readonly timers: readonly (readonly number[])[];
}

const pauseMs = 45;
/** A report is followed by files, which take the desk a while. */
const reportPauseMs = 500;
const levels = [1, 16];

function startDesk(telegram: TelegramStub, { database }: Grown): Promise<BotProcess> {
  return startBot({
    telegram,
    settings: { DATABASE_URL: database.url, TICK_TOKEN: tickToken },
  });
}

/** The same number of groups everywhere, far apart; another `offset` gives others. */
function pickGroups({ groups }: GrowthPlan, count: number, offset: number): readonly number[] {
  const apart = Math.floor(groups / count);
  return Array.from({ length: count }, (_, index) => 1 + (index * apart + offset) % groups);
}

async function askAll(
  bot: BotProcess,
  plan: GrowthPlan,
  { questions, reports }: { readonly questions: number; readonly reports: number },
  offset: number,
): Promise<Waits> {
  return {
    "open list": await ask(bot, "open list", pickGroups(plan, questions, offset), pauseMs),
    "one incident with its timeline": await ask(
      bot,
      "one incident with its timeline",
      pickGroups(plan, questions, offset + 1),
      pauseMs,
    ),
    "report of a month": await ask(
      bot,
      "report of a month",
      pickGroups(plan, reports, offset + 2),
      reportPauseMs,
    ),
  };
}

/** The first answers of a desk and a server that have just been started. */
export async function measureCold(
  telegram: TelegramStub,
  grown: readonly Grown[],
  plan: GrowthPlan,
  control: string,
): Promise<ColdFigures> {
  const waits: Waits[] = [];
  let systemForgot = true;
  for (const one of grown) {
    systemForgot = await restartServer(control, plan.forgetsFiles) && systemForgot;
    const bot = await startDesk(telegram, one);
    waits.push(await askAll(bot, plan, { questions: plan.cold, reports: plan.cold }, 3));
    await bot.stop();
  }
  return { systemForgot, waits };
}

export async function measureWarm(
  telegram: TelegramStub,
  grown: readonly Grown[],
  plan: GrowthPlan,
): Promise<WarmFigures> {
  const groups = pickGroups(plan, plan.tables, 0);
  const started: {
    readonly one: Grown;
    readonly bot: BotProcess;
    readonly contestant: Contestant;
  }[] = [];
  for (const one of grown) {
    await oweCards(one.database.url, groups);
    const bot = await startDesk(telegram, one);
    const tables = await openTables(bot, groups);
    const warmUp = { inFlight: 16, until: { seconds: 2 * plan.seconds } };
    started.push({ one, bot, contestant: await createContestant(bot, tables, warmUp) });
    console.error(`ready: ${one.incidents} incidents`);
  }
  const presses = new Map(levels.map((level) => [level, started.map((): Round[] => [])]));
  for (let round = 0; round < plan.rounds; round++) {
    for (const [inFlight, all] of presses) {
      for (const [index, { contestant }] of takeTurns([...started.entries()], round)) {
        all[index]?.push(await contestant.play({ inFlight, until: { seconds: plan.seconds } }));
      }
    }
    console.error(`round ${round + 1} of ${plan.rounds}`);
  }
  const waits: Waits[] = [];
  const timers: number[][] = [];
  for (const { one, bot } of started) {
    bot.resume();
    // Once to have everything at hand, then what counts.
    await askAll(bot, plan, { questions: plan.cold, reports: 2 }, 0);
    waits.push(await askAll(bot, plan, plan, 0));
    const rounds: number[] = [];
    for (let round = 0; round < plan.rounds; round++) {
      rounds.push(await measureDueTimers(bot, one.database.url, groups));
    }
    timers.push(rounds);
    await bot.stop();
  }
  return { presses, waits, timers };
}
