/** Groups of the sandbox, the real store and a worker between them, moved by the use cases. */
import assert from "node:assert/strict";
import type { Desk } from "../../../src/desk/desk.ts";
import type { Incoming } from "../../../src/desk/incoming.ts";
import type { SendLimits, Store, Transaction } from "../../../src/desk/ports.ts";
import { startSetup } from "../../../src/desk/setup/start_setup.ts";
import {
  type ChatId,
  parseChatId,
  parseMessageId,
  parseThreadId,
  parseUpdateId,
  parseUserId,
} from "../../../src/people/ids.ts";
import type { Person } from "../../../src/people/person.ts";
import { openStore } from "../../../src/postgres/open_store.ts";
import { createApi } from "../../../src/telegram/create_api.ts";
import { createReportFiles } from "../../../src/report_files/create_report_files.ts";
import {
  createDeliveryWorker,
  type DeliveryWorker,
} from "../../../src/telegram/delivery/create_delivery_worker.ts";
import type { NewGroup, Sandbox } from "../../../tools/sandbox/control.ts";
import { createSandbox } from "../../../tools/sandbox/create_sandbox.ts";
import type { Bot, Chat, Fault, SandboxMessage } from "../../../tools/sandbox/world.ts";
import { createRecordedLog, type RecordedLog } from "../recorded_log.ts";
import { noLimits } from "../../no_limits.ts";
import { words } from "../render/read_words.ts";
import { createManualTimers } from "./manual_timers.ts";
import { createDesk } from "../../desk/create_desk.ts";

export interface Stage {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  readonly store: Store;
  readonly desk: Desk;
  readonly worker: DeliveryWorker;
  /** A second worker, as another replica of the program has one. */
  readonly replica: DeliveryWorker;
  readonly log: RecordedLog;
  /** Moves all clocks on, then delivers what is due. */
  later(seconds: number): Promise<void>;
  /** Holds back the answer to the next call of a method, after it was carried out. */
  holdAnswer(method: string): { readonly carriedOut: Promise<void>; release(): void };
  /** Holds back the next call of a method, before it reaches Telegram. */
  holdCall(method: string): { readonly begun: Promise<void>; release(): void };
  /** A person who has a Telegram account, and has done nothing yet. */
  meet(firstName: string, username?: string): Person;
  /** A group with the bot, connected to no organisation. */
  addGroup(boss: Person, others?: readonly Person[], options?: GroupOptions): Group;
  /** The same, set up: the boss is its OpsManager. What that said is delivered. */
  openGroup(boss: Person, others?: readonly Person[], options?: GroupOptions): Promise<Group>;
}

export interface GroupOptions extends Partial<Pick<NewGroup, "kind" | "isForum">> {
  readonly canPin?: boolean;
}

export interface Group {
  readonly chat: Chat;
  readonly chatId: ChatId;
  /** What an update of this person here carries; a message of theirs stands behind it. */
  write(person: Person, text?: string): Incoming;
  /** As `write`, in another topic or under a message that stands there already. */
  incoming(person: Person, messageId: number, threadId?: number): Incoming;
  /** The bot's messages, oldest first, deleted ones and service messages left out. */
  said(): readonly SandboxMessage[];
  /** Names of the methods that were called for this chat since the stage was set or cleared. */
  calls(): readonly string[];
  fault(fault: Omit<Fault, "chatId">): void;
  /** In a transaction that has entered the group. */
  inGroup<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

interface Hold {
  readonly method: string;
  /** Before it is carried out, or else before it is answered. */
  readonly before: boolean;
  pass(): Promise<void>;
}

/** Runs a test with a stage of its own, where nothing waits for its turn unless limits are given. */
export async function onStage(
  run: (stage: Stage) => Promise<void>,
  limits: SendLimits = noLimits,
): Promise<void> {
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_delivery_" });
  const opened = await openStore({ kind: "embedded", dataDir });
  const sandbox = createSandbox();
  const server = sandbox.listen();
  const { store } = opened;
  const bot = sandbox.addBot({ username: "roadcall_bot" });
  const api = createApi(bot.token, { apiRoot: server.apiRoot });
  const holds: Hold[] = [];
  api.config.use(async (call, method, payload, signal) => {
    const at = holds.findIndex((hold) => hold.method === method);
    const [hold] = at < 0 ? [] : holds.splice(at, 1);
    if (hold?.before === true) await hold.pass();
    const answer = await call(method, payload, signal);
    if (hold?.before === false) await hold.pass();
    return answer;
  });
  function hold(method: string, before: boolean) {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const pass = () => {
      reached.resolve();
      return released.promise;
    };
    holds.push({ method, before, pass });
    return { reached: reached.promise, release: released.resolve };
  }
  const timers = createManualTimers();
  const log = createRecordedLog();
  const reportFiles = createReportFiles();
  const options = { store, api, words, log, reportFiles, timers, random: () => 0, limits };
  const worker = createDeliveryWorker(options);
  const replica = createDeliveryWorker(options);
  const desk = createDesk(store);
  let updates = 0;

  function meet(firstName: string, username?: string): Person {
    const { id } = sandbox.addPerson({
      firstName,
      ...(username === undefined ? {} : { username }),
    });
    return {
      userId: parseUserId(id),
      firstName,
      lastName: null,
      username: username ?? null,
      languageCode: "en",
    };
  }

  function addGroup(
    boss: Person,
    others: readonly Person[] = [],
    { canPin = true, ...kind }: GroupOptions = {},
  ): Group {
    const members = others.map((person) => person.userId);
    const chat = sandbox.addGroup({
      title: "Acme Drivers",
      creator: boss.userId,
      members,
      ...kind,
    });
    sandbox.addBotToGroup(chat.id, bot, boss.userId, {
      administrator: canPin,
      canPinMessages: canPin,
    });
    const chatId = parseChatId(chat.id);
    const firstCall = sandbox.calls.length;
    const incoming: Group["incoming"] = (person, messageId, threadId) => ({
      updateId: parseUpdateId(++updates),
      person,
      place: {
        chatId,
        threadId: threadId === undefined ? null : parseThreadId(threadId),
      },
      messageId: parseMessageId(messageId),
    });
    return {
      chat,
      chatId,
      incoming,
      write: (person, text = "Hello") =>
        incoming(person, sandbox.as(person.userId).write(chat.id, text)),
      said: () =>
        sandbox.messages(chat.id).filter(({ fromId, serviceEvent }) =>
          fromId === bot.personId && serviceEvent === undefined
        ),
      calls: () =>
        sandbox.calls.slice(firstCall)
          .filter(({ payload }) => Number(payload["chat_id"]) === chat.id)
          .map(({ method }) => method),
      fault: (fault) => void sandbox.setFault({ ...fault, chatId: chat.id }),
      inGroup: (work) =>
        store.database.transaction(async (tx) => {
          await store.organisations.enterGroup(tx, chatId);
          return await work(tx);
        }),
    };
  }

  async function openGroup(
    boss: Person,
    others: readonly Person[] = [],
    options: GroupOptions = {},
  ): Promise<Group> {
    const group = addGroup(boss, others, options);
    const kind = group.chat.kind === "group" ? "group" : "supergroup";
    const chat = { chatId: group.chatId, title: group.chat.title, kind } as const;
    const start = { ...group.write(boss), chat, name: "Acme Logistics" };
    assert.equal(await startSetup(desk, start, "by_reply"), null);
    await worker.drain();
    return group;
  }

  try {
    await run({
      sandbox,
      bot,
      store,
      desk,
      worker,
      replica,
      log,
      async later(seconds) {
        await store.clock.skip(seconds);
        timers.advance(seconds * 1000);
        await worker.drain();
      },
      holdAnswer(method) {
        const { reached: carriedOut, release } = hold(method, false);
        return { carriedOut, release };
      },
      holdCall(method) {
        const { reached: begun, release } = hold(method, true);
        return { begun, release };
      },
      meet,
      addGroup,
      openGroup,
    });
    assert.deepEqual(sandbox.specViolations, []);
  } finally {
    await Promise.all([worker.stop(), replica.stop()]);
    await server.stop();
    await opened.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}
