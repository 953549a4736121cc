/** Telegram as one function, whose answers a test holds back or makes up. */
import { Api } from "grammy";

export const token = "123456789:AAFakeTokenThatMustNeverBeWrittenAnywhere";

export interface TelegramCall {
  readonly method: string;
  readonly chatId: number;
  readonly messageId: number;
  /** Answers it; a call is answered once. */
  answer(response?: TelegramAnswer): void;
}

export type TelegramAnswer =
  | { readonly ok: true }
  | {
    readonly ok: false;
    readonly error_code: number;
    readonly description: string;
    readonly parameters?: { readonly retry_after?: number };
  }
  /** The connection breaks, with the address in the error, as Deno has it. */
  | "broken";

export interface FakeTelegram {
  readonly api: Api;
  /** All calls so far. */
  readonly calls: readonly TelegramCall[];
  /** `chat/message` of all calls so far. */
  readonly seen: readonly string[];
  /** Answers calls as they come in, as long as it returns something. */
  respond: (call: TelegramCall) => TelegramAnswer | undefined;
  /** Resolves when so many calls have come in. */
  called(times: number): Promise<TelegramCall>;
}

export function createFakeTelegram(): FakeTelegram {
  const calls: TelegramCall[] = [];
  const waiting = new Map<number, (call: TelegramCall) => void>();

  const fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const address = input instanceof Request ? input.url : String(input);
    const payload: Record<string, unknown> = JSON.parse(String(init?.body));
    return new Promise((resolve, reject) => {
      const call: TelegramCall = {
        method: address.slice(address.lastIndexOf("/") + 1),
        chatId: Number(payload["chat_id"]),
        messageId: Number(payload["message_id"]),
        answer(response = { ok: true }) {
          if (response === "broken") {
            reject(new TypeError(`error sending request for url (${address})`));
          } else resolve(Response.json({ result: true, ...response }));
        },
      };
      calls.push(call);
      waiting.get(calls.length)?.(call);
      const response = telegram.respond(call);
      if (response !== undefined) call.answer(response);
    });
  };

  const telegram: FakeTelegram = {
    api: new Api(token, { fetch }),
    calls,
    get seen() {
      return calls.map(({ chatId, messageId }) => `${chatId}/${messageId}`);
    },
    respond: () => undefined,
    called(times) {
      const call = calls[times - 1];
      if (call !== undefined) return Promise.resolve(call);
      const { promise, resolve } = Promise.withResolvers<TelegramCall>();
      waiting.set(times, resolve);
      return promise;
    },
  };
  return telegram;
}
