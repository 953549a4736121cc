import type { BotProcess } from "./start_bot.ts";
import { type Button, owner } from "./telegram_stub.ts";

/** A group with one incident that waits to be claimed. */
interface Table {
  readonly chatId: number;
  readonly claim: Button;
  readonly release: Button;
  isClaimed: boolean;
}

/** One press, from the moment the update was sent. */
export interface PressFigures {
  /** Milliseconds until Telegram had the answer. */
  readonly answeredMs: number;
}

export interface PressRun {
  /** Milliseconds for all presses. */
  readonly wallMs: number;
  readonly presses: readonly PressFigures[];
}

/** Sets up so many groups, each its own organisation with one incident. */
export async function setUpTables(bot: BotProcess, count: number): Promise<Table[]> {
  const tables: Table[] = [];
  for (let index = 0; index < count; index++) {
    const chatId = -1_002_000_000_001 - index;
    await bot.send(message(chatId, 1, `/setup Acme ${index}`));
    await bot.send(message(chatId, 2, "/ticket flat tire, I-95 exit 12"));
    const department = await bot.stub.untilButton(chatId, "Maintenance");
    await bot.send(press(chatId, department));
    const claim = await bot.stub.untilButton(chatId, "Claim");
    await bot.send(press(chatId, claim));
    const release = await bot.stub.untilButton(chatId, "Release");
    tables.push({ chatId, claim, release, isClaimed: true });
  }
  return tables;
}

/** Claims and releases in turn, so many presses in all, so many of them under way at a time. */
export async function pressCards(
  bot: BotProcess,
  tables: readonly Table[],
  { presses, inFlight }: { readonly presses: number; readonly inFlight: number },
): Promise<PressRun> {
  const figures: PressFigures[] = [];
  let left = presses;
  // Each hand has tables of its own, so that no two press in one group at once.
  const hands = Array.from(
    { length: inFlight },
    (_, hand) => tables.filter((_, index) => index % inFlight === hand),
  );
  const startedAt = performance.now();
  await Promise.all(hands.map(async (own) => {
    for (let turn = 0; left > 0; turn++) {
      left--;
      const table = own[turn % own.length];
      if (table === undefined) throw new Error("there are fewer groups than presses in flight");
      const update = press(table.chatId, table.isClaimed ? table.release : table.claim);
      table.isClaimed = !table.isClaimed;
      const sentAt = performance.now();
      const answered = bot.stub.untilAnswered(update.callback_query.id);
      const [answeredAt] = await Promise.all([answered, bot.send(update)]);
      figures.push({ answeredMs: answeredAt - sentAt });
    }
  }));
  return { wallMs: performance.now() - startedAt, presses: figures };
}

/** Resolves when the desk has called Telegram no more for a while. */
export async function untilQuiet(bot: BotProcess, milliseconds = 250): Promise<void> {
  while (performance.now() - bot.stub.lastCallAt < milliseconds) {
    await new Promise((resolve) => setTimeout(resolve, milliseconds / 5));
  }
}

let lastQuery = 0;

function press(chatId: number, { messageId, data }: Button) {
  return {
    callback_query: {
      id: `${++lastQuery}`,
      from: owner,
      chat_instance: "1",
      data,
      message: { message_id: messageId, date: now(), chat: chat(chatId), text: "card" },
    },
  };
}

function message(chatId: number, messageId: number, text: string) {
  const command = text.split(" ")[0] ?? "";
  return {
    message: {
      message_id: messageId,
      date: now(),
      chat: chat(chatId),
      from: owner,
      text,
      entities: [{ type: "bot_command", offset: 0, length: command.length }],
    },
  };
}

function chat(id: number) {
  return { id, type: "supergroup", title: `Acme ${id}` };
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
