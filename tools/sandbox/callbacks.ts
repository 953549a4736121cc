/** Presses of inline buttons: the query that goes to the bot, and the wait for its answer. */
import type { World } from "./create_world.ts";
import { messageForBot, userOf } from "./present.ts";
import type { Bot, CallbackOutcome, Chat, SandboxMessage } from "./world.ts";

/**
 * Telegram gives no figure for how long a query may be answered; half a minute is what a
 * person at a spinning button has surely given up after.
 */
export const CALLBACK_LIFE_MS = 30_000;

export interface PendingCallback {
  readonly id: string;
  readonly botId: number;
  readonly personId: number;
  readonly at: number;
  settle(outcome: CallbackOutcome): void;
}

/**
 * Sends a press to the bot that wrote the message.
 * @returns what the person's client shows; `answered: false` after the real time `timeoutMs`
 */
export function pressButton(
  world: World,
  press: {
    bot: Bot;
    chat: Chat;
    message: SandboxMessage;
    personId: number;
    data: string;
    timeoutMs: number;
  },
): Promise<CallbackOutcome> {
  const { bot, chat, message, personId } = press;
  const id = world.nextCallbackId();
  const query = {
    id,
    from: userOf(world, personId),
    message: messageForBot(world, chat, message),
    chat_instance: String(9_000_000_000_000 - chat.id),
    data: press.data,
  };
  const outcome = new Promise<CallbackOutcome>((resolve) => {
    const timer = setTimeout(() => settle({ id, answered: false, alert: false }), press.timeoutMs);
    const settle = (result: CallbackOutcome) => {
      clearTimeout(timer);
      resolve(result);
      world.changes.emit({ kind: "callback", personId, outcome: result });
    };
    world.callbacks.set(id, { id, botId: bot.personId, personId, at: world.now(), settle });
  });
  world.updates.enqueue(bot.personId, "callback_query", { callback_query: query });
  return outcome;
}
