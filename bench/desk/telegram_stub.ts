import { createLimits } from "../../tools/sandbox/limits.ts";

/**
 * As little of Telegram as a desk needs to work: it takes every call at once, and remembers the
 * newest buttons of each chat. Whether the calls are right is the sandbox's matter, not the bench's.
 */

/** Whom the stub knows: the same person administers every group. */
export const owner = { id: 700_000_001, is_bot: false, first_name: "Olivia", username: "olivia" };

export interface TelegramStub {
  readonly apiRoot: string;
  /** The calls of one bot. @param manners given the first time */
  getBot(token: string, manners?: Manners): StubBot;
  stop(): Promise<void>;
}

/** How Telegram treats a bot. */
export interface Manners {
  /** How long it takes for each call, in milliseconds; no time unless given. */
  readonly callMs?: number;
  /** Whether it refuses what is more than its limits; it takes everything unless given. */
  readonly limits?: boolean;
}

export interface StubBot {
  /** How many calls there were, by method. */
  readonly calls: ReadonlyMap<string, number>;
  /** When the last call came, by `performance.now()`. */
  readonly lastCallAt: number;
  /** How many calls were too many, and refused by 429. */
  readonly refused: number;
  /** How many messages were taken for each chat. */
  readonly messages: ReadonlyMap<number, number>;
  /** Resolves with when the next message for the chat came. */
  untilMessage(chatId: number): Promise<number>;
  /** Resolves when the press is answered. */
  untilAnswered(callbackQueryId: string): Promise<Answered>;
  /** Resolves with what a button of the chat carries, once it has one that says this. */
  untilButton(chatId: number, label: string): Promise<Button>;
  /** Resolves once the method was called. */
  untilCalled(method: string): Promise<void>;
}

/** When the answer to a press came, and when that call was answered: by `performance.now()`. */
export interface Answered {
  readonly arrivedAt: number;
  readonly completed: Promise<number>;
}

export interface Button {
  readonly messageId: number;
  readonly data: string;
}

interface Parameters {
  readonly chat_id?: number;
  readonly message_id?: number;
  readonly user_id?: number;
  readonly text?: string;
  readonly callback_query_id?: string;
  readonly reply_parameters?: { readonly message_id: number };
  readonly reply_markup?: {
    readonly inline_keyboard?: { readonly text: string; readonly callback_data?: string }[][];
  };
}

export function startTelegramStub(): TelegramStub {
  const bots = new Map<string, ReturnType<typeof createBot>>();
  const getBot = (token: string, manners: Manners = {}) => {
    const known = bots.get(token) ?? createBot(token, manners);
    bots.set(token, known);
    return known;
  };
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(new URL(request.url).pathname) ?? [];
      if (token === undefined || method === undefined) return new Response(null, { status: 404 });
      const parameters = await readParameters(request);
      const bot = getBot(token);
      const wait = bot.findWait(method, parameters.chat_id ?? 0);
      if (wait !== undefined) return refuse(wait);
      const { result, complete } = bot.take(method, parameters);
      if (bot.callMs > 0) await new Promise((resolve) => setTimeout(resolve, bot.callMs));
      complete();
      return Response.json({ ok: true, result });
    },
  );
  return {
    apiRoot: `http://127.0.0.1:${server.addr.port}`,
    getBot,
    stop: () => server.shutdown(),
  };
}

/** Files come as multipart, and of these nothing is looked at. */
async function readParameters(request: Request): Promise<Parameters> {
  const text = await request.text();
  const isJson = request.headers.get("content-type")?.startsWith("application/json");
  return isJson === true && text !== "" ? JSON.parse(text) : {};
}

function refuse(seconds: number): Response {
  const description = `Too Many Requests: retry after ${seconds}`;
  const parameters = { retry_after: seconds };
  return Response.json({ ok: false, error_code: 429, description, parameters }, { status: 429 });
}

/** What counts against the limits; deletions, pins and answers to presses do not. */
const counted = /^(send|editMessage)/;

function createBot(token: string, { callMs = 0, limits = false }: Manners) {
  const id = Number(token.split(":")[0]);
  const me = { id, is_bot: true, first_name: "Roadcall", username: "roadcall_bot" };
  const calls = new Map<string, number>();
  const buttons = new Map<string, Button>();
  const waiting = new Map<string, ((value: unknown) => void)[]>();
  const answered = new Map<string, (answer: Answered) => void>();
  const messages = new Map<number, number>();
  const limit = createLimits({ now: () => Date.now(), changes: { emit() {} } });
  limit.configure({ enabled: limits });
  let refused = 0;
  let webhook: object = { url: "" };
  // Behind those of any incident that stands in a database that was filled.
  let lastMessageId = 10_000_000;
  let lastCallAt = 0;

  const wake = (key: string, value: unknown) => {
    for (const resolve of waiting.get(key) ?? []) resolve(value);
    waiting.delete(key);
  };
  const waitFor = (key: string) =>
    new Promise<unknown>((resolve) => {
      waiting.set(key, [...waiting.get(key) ?? [], resolve]);
    });

  /** A message as the bot is told that it now is. */
  const show = (messageId: number, parameters: Parameters) => {
    const { chat_id = 0, text = "", reply_markup, reply_parameters: replied } = parameters;
    for (const { text: label, callback_data } of reply_markup?.inline_keyboard?.flat() ?? []) {
      if (callback_data === undefined) continue;
      buttons.set(`${chat_id} ${label}`, { messageId, data: callback_data });
    }
    wake(`buttons ${chat_id}`, null);
    const chat = { id: chat_id, type: "supergroup", title: "Acme" };
    const message = { message_id: messageId, date: nowSeconds(), chat, from: me, text };
    if (replied === undefined) return message;
    // Without it a bot would have to think that what it replied to is gone.
    const { message_id } = replied;
    return { ...message, reply_to_message: { message_id, date: nowSeconds(), chat } };
  };

  const carryOut = (method: string, parameters: Parameters): unknown => {
    switch (method) {
      case "getMe":
        return { ...me, can_join_groups: true, can_read_all_group_messages: true };
      case "getChatAdministrators":
        return [{ status: "creator", user: owner, is_anonymous: false }, asAdministrator(me)];
      case "getChatMember":
        return parameters.user_id === id
          ? asAdministrator(me)
          : { status: "member", user: { ...owner, id: parameters.user_id } };
      case "getWebhookInfo":
        return { ...webhook, has_custom_certificate: false, pending_update_count: 0 };
      case "setWebhook":
        webhook = parameters;
        return true;
      case "sendMessage": {
        const { chat_id = 0 } = parameters;
        messages.set(chat_id, (messages.get(chat_id) ?? 0) + 1);
        wake(`message ${chat_id}`, lastCallAt);
        return show(++lastMessageId, parameters);
      }
      case "editMessageText":
        return show(parameters.message_id ?? 0, parameters);
      default:
        return true;
    }
  };

  return {
    callMs,
    calls,
    messages,
    get lastCallAt() {
      return lastCallAt;
    },
    get refused() {
      return refused;
    },
    findWait(method: string, chatId: number): number | undefined {
      const wait = counted.test(method) ? limit.take(id, chatId) : undefined;
      if (wait !== undefined) refused++;
      return wait;
    },
    take(method: string, parameters: Parameters) {
      lastCallAt = performance.now();
      calls.set(method, (calls.get(method) ?? 0) + 1);
      wake(`call ${method}`, null);
      const { promise: completed, resolve } = Promise.withResolvers<number>();
      if (method === "answerCallbackQuery") {
        const answer = { arrivedAt: lastCallAt, completed };
        answered.get(parameters.callback_query_id ?? "")?.(answer);
      }
      return {
        result: carryOut(method, parameters),
        complete: () => resolve(performance.now()),
      };
    },
    async untilMessage(chatId: number): Promise<number> {
      return Number(await waitFor(`message ${chatId}`));
    },
    untilAnswered(callbackQueryId: string): Promise<Answered> {
      return new Promise((resolve) => {
        answered.set(callbackQueryId, (answer) => {
          answered.delete(callbackQueryId);
          resolve(answer);
        });
      });
    },
    async untilButton(chatId: number, label: string): Promise<Button> {
      while (true) {
        const key = [...buttons.keys()].find((each) =>
          each.startsWith(`${chatId} `) && each.includes(label)
        );
        const button = key === undefined ? undefined : buttons.get(key);
        if (button !== undefined) return button;
        await waitFor(`buttons ${chatId}`);
      }
    },
    async untilCalled(method: string): Promise<void> {
      if (!calls.has(method)) await waitFor(`call ${method}`);
    },
  };
}

function asAdministrator(user: { readonly id: number }) {
  return {
    status: "administrator",
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: true,
    can_pin_messages: true,
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
