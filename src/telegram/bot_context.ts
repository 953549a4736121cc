import { type Api, Context } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import type { GroupChat } from "../desk/ports.ts";
import type { CallbackData } from "./callback_data.ts";
import type { Command } from "./decode/command.ts";
import { decodePressed, type Pressed } from "./decode/pressed.ts";
import { decodeReceived, type Received } from "./decode/received.ts";
import { UpdateNotes } from "./update_notes.ts";

/** An update, decoded once for all features. */
export class BotContext extends Context {
  /** A person's message with something in it. */
  readonly received: Received | null;
  /** A press of a button of ours. */
  readonly pressed: Pressed | null;

  constructor(
    update: Update,
    api: Api,
    me: UserFromGetMe,
    readonly notes: UpdateNotes = new UpdateNotes(),
  ) {
    super(update, api, me);
    this.received = decodeReceived(update, me.username);
    this.pressed = decodePressed(update);
  }
}

type Receiving<R> = BotContext & { readonly received: Received & R };

/** A filter for commands in groups, by their names in lower case. */
export function isGroupCommand(...names: readonly string[]) {
  return (ctx: BotContext): ctx is Receiving<{ chat: GroupChat; command: Command }> => {
    const { received } = ctx;
    return received !== null && received.chat !== null && received.command !== null &&
      names.includes(received.command.name);
  };
}

/** The same in groups and in private. */
export function isCommand(...names: readonly string[]) {
  return (ctx: BotContext): ctx is Receiving<{ command: Command }> => {
    const command = ctx.received?.command ?? null;
    return command !== null && names.includes(command.name);
  };
}

/** The same in private only. */
export function isPrivateCommand(...names: readonly string[]) {
  const matches = isCommand(...names);
  return (ctx: BotContext): ctx is Receiving<{ chat: null; command: Command }> =>
    matches(ctx) && ctx.received.chat === null;
}

/** What a person wrote in a group that is no command, not even an unknown one. */
export function isGroupTalk(ctx: BotContext): ctx is Receiving<{ chat: GroupChat; command: null }> {
  return ctx.received !== null && ctx.received.chat !== null && ctx.received.command === null;
}

export function isPrivate(ctx: BotContext): ctx is Receiving<{ chat: null }> {
  return ctx.received !== null && ctx.received.chat === null;
}

type Pressing<P> = BotContext & { readonly pressed: Pressed & P };
type DataOf<T extends CallbackData["type"]> = Extract<CallbackData, { readonly type: T }>;

/** A filter for presses, by what their button means. */
export function isPress<T extends CallbackData["type"]>(...types: readonly T[]) {
  const wanted: readonly string[] = types;
  return (ctx: BotContext): ctx is Pressing<{ data: DataOf<T> }> =>
    ctx.pressed !== null && wanted.includes(ctx.pressed.data.type);
}

/** As {@link isPress}, in a group only. */
export function isGroupPress<T extends CallbackData["type"]>(...types: readonly T[]) {
  const matches = isPress(...types);
  return (ctx: BotContext): ctx is Pressing<{ data: DataOf<T>; chat: GroupChat }> =>
    matches(ctx) && ctx.pressed.chat !== null;
}
