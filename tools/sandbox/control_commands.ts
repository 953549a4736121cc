/** The control interface over HTTP: each command's input, and what it does. */
import * as v from "valibot";
import type { Sandbox } from "./control.ts";
import { presentChat } from "./snapshot.ts";

export interface Command {
  readonly input: v.GenericSchema;
  run(sandbox: Sandbox, input: unknown): unknown;
}

const id = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const words = v.string();
const flag = v.boolean();
const may = v.exactOptional;
const chat = { chatId: id };
const acting = { as: id, chatId: id };
const message = { ...acting, messageId: id };
const timeoutMs = may(v.pipe(v.number(), v.minValue(0)));
const writing = {
  replyTo: may(id),
  threadId: may(id),
  quote: may(words),
  textMentions: may(v.array(v.strictObject({ name: words, personId: id }))),
};
const status = v.picklist([
  "creator",
  "administrator",
  "member",
  "restricted",
  "left",
  "kicked",
]);

function command<const E extends v.ObjectEntries>(
  entries: E,
  run: (
    sandbox: Sandbox,
    input: v.InferOutput<v.StrictObjectSchema<E, undefined>>,
  ) => unknown,
): Command {
  const input = v.strictObject(entries);
  return { input, run: (sandbox, raw) => run(sandbox, v.parse(input, raw)) };
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  addPerson: command(
    { firstName: words, lastName: may(words), username: may(words), languageCode: may(words) },
    (sandbox, person) => sandbox.addPerson(person),
  ),
  addBot: command(
    { token: may(words), username: may(words), firstName: may(words), privacyMode: may(flag) },
    (sandbox, bot) => {
      const { personId, username, token } = sandbox.addBot(bot);
      return { personId, username, token };
    },
  ),
  addGroup: command(
    {
      title: words,
      kind: may(v.picklist(["supergroup", "group"])),
      isForum: may(flag),
      creator: id,
      members: may(v.array(id)),
    },
    (sandbox, group) => presentChat(sandbox.addGroup(group)),
  ),
  addBotToGroup: command(
    { ...chat, bot: id, by: id, administrator: may(flag), canPinMessages: may(flag) },
    (sandbox, { chatId, bot, by, ...rights }) => sandbox.addBotToGroup(chatId, bot, by, rights),
  ),
  removeBot: command(
    { ...chat, bot: id, by: may(id) },
    (sandbox, { chatId, bot, by }) => sandbox.removeBot(chatId, bot, by),
  ),
  removeMember: command(
    { ...chat, personId: id },
    (sandbox, { chatId, personId }) => sandbox.removeMember(chatId, personId),
  ),
  setMember: command(
    {
      ...chat,
      personId: id,
      status: may(status),
      canPinMessages: may(flag),
      anonymous: may(flag),
      canSendMessages: may(flag),
    },
    (sandbox, { chatId, personId, ...change }) => sandbox.setMember(chatId, personId, change),
  ),
  setGroup: command(
    { ...chat, title: may(words), reactionsAllowed: may(flag), membersMayPin: may(flag) },
    (sandbox, { chatId, ...change }) => sandbox.setGroup(chatId, change),
  ),
  postFromChannel: command(
    { ...chat, title: words, text: words, linked: may(flag) },
    (sandbox, { chatId, ...post }) => sandbox.postFromChannel(chatId, post),
  ),
  migrate: command(chat, (sandbox, { chatId }) => sandbox.migrate(chatId)),

  write: command(
    { ...acting, text: words, ...writing },
    (sandbox, { as, chatId, text, ...options }) => sandbox.as(as).write(chatId, text, options),
  ),
  sendMedia: command(
    {
      ...acting,
      kind: v.picklist(["photo", "voice", "document", "location"]),
      caption: may(words),
      fileName: may(words),
      ...writing,
    },
    (sandbox, { as, chatId, ...media }) => sandbox.as(as).sendMedia(chatId, media),
  ),
  editText: command(
    { ...message, text: words },
    (sandbox, { as, chatId, messageId, text }) => sandbox.as(as).editText(chatId, messageId, text),
  ),
  deleteMessage: command(
    message,
    (sandbox, { as, chatId, messageId }) => sandbox.as(as).deleteMessage(chatId, messageId),
  ),
  react: command(
    { ...message, emoji: may(words) },
    (sandbox, { as, chatId, messageId, emoji }) => sandbox.as(as).react(chatId, messageId, emoji),
  ),
  fileBytes: command(
    { fileId: words },
    (sandbox, { fileId }) => sandbox.fileBytes(fileId)?.toBase64() ?? null,
  ),
  press: command(
    { ...message, button: words, timeoutMs },
    (sandbox, { as, chatId, messageId, button, ...options }) =>
      sandbox.as(as).press(chatId, messageId, button, options),
  ),
  pressData: command(
    { ...message, data: words, timeoutMs },
    (sandbox, { as, chatId, messageId, data, ...options }) =>
      sandbox.as(as).pressData(chatId, messageId, data, options),
  ),
  pin: command(
    message,
    (sandbox, { as, chatId, messageId }) => sandbox.as(as).pin(chatId, messageId),
  ),
  unpin: command(
    message,
    (sandbox, { as, chatId, messageId }) => sandbox.as(as).unpin(chatId, messageId),
  ),
  join: command(acting, (sandbox, { as, chatId }) => sandbox.as(as).join(chatId)),
  leave: command(acting, (sandbox, { as, chatId }) => sandbox.as(as).leave(chatId)),
  startBot: command(
    { as: id, bot: id, payload: may(words) },
    (sandbox, { as, bot, payload }) => sandbox.as(as).startBot(bot, payload),
  ),
  blockBot: command({ as: id, bot: id }, (sandbox, { as, bot }) => sandbox.as(as).blockBot(bot)),
  createTopic: command(
    { ...acting, name: words },
    (sandbox, { as, chatId, name }) => sandbox.as(as).createTopic(chatId, name),
  ),

  skip: command({ seconds: v.number() }, (sandbox, { seconds }) => sandbox.skip(seconds)),
  tick: command({}, (sandbox) => sandbox.tick()),
  setFault: command(
    {
      method: words,
      /** Left out: until the faults are cleared. */
      times: may(count),
      chatId: may(id),
      status: may(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))),
      description: may(words),
      retryAfter: may(v.number()),
      delayMs: may(v.number()),
      holdAnswer: may(flag),
      holdMs: may(v.pipe(v.number(), v.minValue(0))),
      loseAnswer: may(flag),
    },
    (sandbox, { times = Infinity, ...fault }) => void sandbox.setFault({ ...fault, times }),
  ),
  clearFaults: command({}, (sandbox) => sandbox.clearFaults()),
  limits: command(
    { enabled: flag, timeScale: may(v.pipe(v.number(), v.gtValue(0))) },
    (sandbox, settings) => sandbox.limits(settings),
  ),
  redeliver: command({ updateId: id }, (sandbox, { updateId }) => sandbox.redeliver(updateId)),
  clearCalls: command({}, (sandbox) => sandbox.clearCalls()),
  quiet: command({ timeoutMs }, (sandbox, options) => sandbox.quiet(options)),
};
