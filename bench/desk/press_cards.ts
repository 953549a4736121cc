import type { BotProcess } from "./start_bot.ts";
import { type Button, owner } from "./telegram_stub.ts";
import { createMessage, createPress } from "./updates.ts";

/** A group with one incident that waits to be claimed. */
export interface Table {
  readonly chatId: number;
  readonly claim: Button;
  readonly release: Button;
  isClaimed: boolean;
}

/** One press, from the moment the update was sent. */
export interface PressFigures {
  /** Milliseconds until Telegram had the answer. */
  readonly arrivedMs: number;
  /** Milliseconds until Telegram had answered that. */
  readonly completedMs: number;
}

export interface PressPlan {
  /** So many presses are under way at a time. */
  readonly inFlight: number;
  /** When it is enough: after so many presses, or so long. */
  readonly until: { readonly presses: number } | { readonly seconds: number };
}

export interface PressRun {
  /** Milliseconds for all presses. */
  readonly wallMs: number;
  readonly presses: readonly PressFigures[];
}

/**
 * Sets up so many groups, each its own organisation with one incident. All at once, since Telegram's
 * limits let a group have its messages only within seconds.
 */
export function setUpTables(bot: BotProcess, count: number): Promise<Table[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => setUpTable(bot, index)));
}

async function setUpTable(bot: BotProcess, index: number): Promise<Table> {
  const chatId = -1_002_000_000_001 - index;
  // Another one in each, since nobody may report as often as this.
  const driver = { ...owner, id: owner.id + 1 + index, username: `driver_${index}` };
  await bot.send(createMessage(chatId, 1, `/setup Acme ${index}`));
  await bot.send(createMessage(chatId, 2, "/ticket flat tire, I-95 exit 12", driver));
  const department = await bot.stub.untilButton(chatId, "Maintenance");
  await bot.send(createPress(chatId, department));
  const claim = await bot.stub.untilButton(chatId, "Claim");
  await bot.send(createPress(chatId, claim));
  const release = await bot.stub.untilButton(chatId, "Release");
  return { chatId, claim, release, isClaimed: true };
}

/** Claims and releases in turn; each press follows the answer to the one before it. */
export async function pressCards(
  bot: BotProcess,
  tables: readonly Table[],
  { inFlight, until }: PressPlan,
): Promise<PressRun> {
  const figures: (() => Promise<PressFigures>)[] = [];
  // Each hand has tables of its own, so that no two press in one group at once.
  const hands = Array.from(
    { length: inFlight },
    (_, hand) => tables.filter((_, index) => index % inFlight === hand),
  );
  const startedAt = performance.now();
  let begun = 0;
  const isEnough = () =>
    "presses" in until
      ? begun >= until.presses
      : performance.now() - startedAt >= until.seconds * 1_000;
  await Promise.all(hands.map(async (own) => {
    for (let turn = 0; !isEnough(); turn++) {
      begun++;
      const table = own[turn % own.length];
      if (table === undefined) throw new Error("there are fewer groups than presses in flight");
      figures.push(await pressOnce(bot, table));
    }
  }));
  const wallMs = performance.now() - startedAt;
  return { wallMs, presses: await Promise.all(figures.map((complete) => complete())) };
}

/** @returns as soon as the answer is there and the desk has taken the press, with what comes of it */
export async function pressOnce(
  bot: BotProcess,
  table: Table,
): Promise<() => Promise<PressFigures>> {
  const update = createPress(table.chatId, table.isClaimed ? table.release : table.claim);
  table.isClaimed = !table.isClaimed;
  const sentAt = performance.now();
  const answered = bot.stub.untilAnswered(update.callback_query.id);
  const [{ arrivedAt, completed }] = await Promise.all([answered, bot.send(update)]);
  return async () => ({
    arrivedMs: arrivedAt - sentAt,
    completedMs: await completed - sentAt,
  });
}

/**
 * Lets the desk do what follows at once. All that follows from many presses takes a minute, as
 * Telegram's limits have it: cards are drawn as often as that lets them be.
 */
export function rest(milliseconds = 400): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
