import postgres from "postgres";
import { createBenchDatabase } from "../desk/bench_database.ts";
import { type PressFigures, rest } from "../desk/press_cards.ts";
import { startBot } from "../desk/start_bot.ts";
import type { StubBot, TelegramStub } from "../desk/telegram_stub.ts";
import { fillDatabase } from "../growth/fill_database.ts";
import { getChatId } from "../growth/list_fill_statements.ts";
import { migrateDatabase } from "../growth/migrate_database.ts";
import { openTables, oweCards } from "../growth/open_tables.ts";
import { tick, tickToken } from "../growth/tick.ts";
import { listStormStatements, type StormKind } from "./list_storm_statements.ts";
import { pressSteadily } from "./press_steadily.ts";

export interface StormPlan {
  readonly kind: StormKind;
  readonly groups: number;
  /** How many incidents there are in each group. */
  readonly each: number;
  /** How long presses are measured before, in seconds. */
  readonly quietSeconds: number;
  /**
   * In groups apart from the storm people go on pressing buttons. The shorter the storm, the more
   * often: of a few dozen presses the 99th percentile is the slowest one.
   */
  readonly presses: {
    readonly perSecond: number;
    /** So many that Telegram lets each press be shown on its card; whole organisations. */
    readonly groups: number;
  };
}

export interface StormFigures {
  readonly plan: StormPlan;
  /** How many messages are to come, one each. */
  readonly expected: number;
  /** Those that came to the groups concerned. */
  readonly messages: number;
  /** Groups that got more or fewer than they were to. */
  readonly wrongGroups: number;
  /** From when the timers were due until the last message came. */
  readonly seconds: number;
  /** Calls that count against the limits meanwhile: the messages, and cards of presses. */
  readonly counted: number;
  /** Calls by their methods. */
  readonly calls: Readonly<Record<string, number>>;
  readonly refused: number;
  /** What the clock took to run all timers, in seconds. */
  readonly tickSeconds: number;
  readonly quiet: readonly PressFigures[];
  readonly meanwhile: readonly PressFigures[];
}

const inOrganisation = 10;

export async function runStorm(
  telegram: TelegramStub,
  serverUrl: string,
  plan: StormPlan,
): Promise<StormFigures> {
  const groups = plan.groups + plan.presses.groups;
  const database = await createBenchDatabase(serverUrl);
  await migrateDatabase(database.url);
  await fillDatabase(database.url, {
    incidents: groups * plan.each,
    groups,
    organisations: groups / inOrganisation,
  });
  const { perSecond, groups: pressed } = plan.presses;
  const apart = Array.from({ length: pressed }, (_, index) => plan.groups + 1 + index);
  await oweCards(database.url, apart);
  const bot = await startBot({
    telegram,
    manners: { limits: true },
    settings: { DATABASE_URL: database.url, TICK_TOKEN: tickToken },
  });
  const tables = await openTables(bot, apart);
  const press = (isOver: () => boolean) => pressSteadily(bot, tables, perSecond, isOver);
  await press(endAfter(5));
  const quiet = await press(endAfter(plan.quietSeconds));

  const before = { calls: new Map(bot.stub.calls), refused: bot.stub.refused };
  await raise(database.url, plan);
  const startedAt = performance.now();
  const ticked = tick(bot);
  let over = false;
  const pressing = press(() => over);
  const expected = plan.groups * plan.each;
  const lastAt = await untilDelivered(bot.stub, plan.groups, expected);
  const seconds = (lastAt - startedAt) / 1_000;
  const calls = countSince(bot.stub.calls, before.calls);
  // Whatever is one too many comes now.
  await rest(3_000);
  over = true;
  const figures: StormFigures = {
    plan,
    expected,
    messages: countMessages(bot.stub, plan.groups),
    wrongGroups: listChats(plan.groups).filter((chat) => bot.stub.messages.get(chat) !== plan.each)
      .length,
    seconds,
    counted: (calls["sendMessage"] ?? 0) + (calls["editMessageText"] ?? 0),
    calls,
    refused: bot.stub.refused - before.refused,
    tickSeconds: (await ticked).tookMs / 1_000,
    quiet,
    meanwhile: await pressing,
  };
  await bot.stop();
  await database.drop();
  return figures;
}

function endAfter(seconds: number): () => boolean {
  const end = performance.now() + seconds * 1_000;
  return () => performance.now() >= end;
}

async function raise(url: string, { kind, groups }: StormPlan): Promise<void> {
  const sql = postgres(url, { max: 1, fetch_types: false });
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      for (const statement of listStormStatements(kind, groups)) await tx.unsafe(statement);
    });
  } finally {
    await sql.end();
  }
}

/** So long nothing may come before it is given up. */
const stallMs = 90_000;

/** @returns when the last message came */
async function untilDelivered(stub: StubBot, groups: number, expected: number): Promise<number> {
  let messages = 0;
  let lastAt = performance.now();
  while (messages < expected && performance.now() - lastAt < stallMs) {
    await rest(50);
    const now = countMessages(stub, groups);
    if (now > messages) lastAt = performance.now();
    if (Math.floor(now / 1_000) > Math.floor(messages / 1_000)) console.error(`${now} messages`);
    messages = now;
  }
  return lastAt;
}

function listChats(groups: number): readonly number[] {
  return Array.from({ length: groups }, (_, index) => getChatId(index + 1));
}

function countMessages(stub: StubBot, groups: number): number {
  return listChats(groups).reduce((sum, chat) => sum + (stub.messages.get(chat) ?? 0), 0);
}

function countSince(
  now: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
): Record<string, number> {
  return Object.fromEntries(
    [...now].map(([method, count]) => [method, count - (before.get(method) ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}
