/** Puts the sandbox together: the world, the Bot API on it, the control interface, the page. */
import { awaitChange, describeWorld } from "./await_change.ts";
import { createCallLog } from "./calls.ts";
import { type Sandbox, SandboxError, type SandboxOptions } from "./control.ts";
import { createActor } from "./create_actor.ts";
import { createSandboxApp } from "./create_sandbox_app.ts";
import { createWorld, privateKey } from "./create_world.ts";
import { createFaults } from "./faults.ts";
import { createLimits } from "./limits.ts";
import { listen } from "./listen.ts";
import { findForceReply, listChatsOf, listCommandsFor, listMessages } from "./looking.ts";
import { changeMember } from "./membership.ts";
import { migrateGroup } from "./migrate_group.ts";
import * as make from "./people_and_chats.ts";
import { createPollers } from "./pollers.ts";
import { postFromChannel } from "./post_from_channel.ts";
import { findSpecInEnvironment } from "./spec.ts";
import { createWebhooks } from "./webhooks.ts";
import type { Chat } from "./world.ts";

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const world = createWorld(options.now);
  const log = createCallLog(world);
  const faults = createFaults(world, options.chooseFault);
  const limits = createLimits(world);
  const pollers = createPollers(world);
  const webhooks = createWebhooks(world);
  let stop = new AbortController();
  const spec = options.spec === undefined ? findSpecInEnvironment() : options.spec ?? undefined;

  const describe = () => describeWorld(world, log.calls);
  const creatorOf = (chat: Chat): number => {
    const creator = [...chat.members.values()].find(({ status }) => status === "creator");
    if (creator === undefined) throw new SandboxError(`group ${chat.id} has no creator`);
    return creator.personId;
  };

  const sandbox: Sandbox = {
    now: world.now,
    async skip(seconds) {
      if (!(seconds >= 0)) throw new SandboxError("time goes forward only");
      // The program first: where it refuses, both clocks stay together.
      await options.onSkip?.(seconds);
      world.skip(seconds);
    },
    tick: async () => await options.onTick?.(),

    addPerson: (person) => make.addPerson(world, person),
    addBot: (bot = {}) => make.addBot(world, bot),
    addGroup: (group) => make.addGroup(world, group),
    addBotToGroup(chatId, bot, by, { administrator = false, canPinMessages = administrator } = {}) {
      const { personId } = make.getBot(world, bot);
      const status = administrator ? "administrator" : "member";
      changeMember(world, make.getGroup(world, chatId), personId, { status, canPinMessages }, by);
    },
    removeBot(chatId, bot, by) {
      const chat = make.getGroup(world, chatId);
      const { personId } = make.getBot(world, bot);
      changeMember(world, chat, personId, { status: "kicked" }, by ?? creatorOf(chat));
    },
    removeMember(chatId, personId) {
      const chat = make.getGroup(world, chatId);
      changeMember(world, chat, personId, { status: "kicked" }, creatorOf(chat));
    },
    setMember(chatId, personId, change) {
      const chat = make.getGroup(world, chatId);
      make.getPerson(world, personId);
      return changeMember(world, chat, personId, change, creatorOf(chat));
    },
    setGroup(chatId, change) {
      Object.assign(make.getGroup(world, chatId), change);
      world.changes.emit({ kind: "chat", chatId });
    },
    postFromChannel: (chatId, post) =>
      postFromChannel(world, make.getGroup(world, chatId), post).id,
    migrate: (chatId) => migrateGroup(world, make.getGroup(world, chatId)).id,
    as: (personId) => createActor(world, personId),

    get people() {
      return [...world.people.values()];
    },
    get bots() {
      return [...world.bots.values()];
    },
    get chats() {
      return [...world.groups.values(), ...world.privateChats.values()];
    },
    person: (personId) => make.getPerson(world, personId),
    chat: (chatId) => make.getChat(world, chatId),
    privateChat: (personId, bot) =>
      world.privateChats.get(privateKey(make.getBot(world, bot).personId, personId)),
    messages: (chatId) => listMessages(make.getChat(world, chatId)),
    message: (chatId, messageId) => make.getChat(world, chatId).messages.get(messageId),
    fileBytes: (fileId) => world.files.get(fileId)?.bytes,
    pinned(chatId) {
      const chat = make.getChat(world, chatId);
      return chat.pinned.flatMap((id) => chat.messages.get(id) ?? []);
    },
    chatsOf: (personId) => listChatsOf(world, personId),
    forceReplyFor: (chatId, personId) =>
      findForceReply(world, make.getChat(world, chatId, personId), personId),
    commandsFor: (chatId, personId) =>
      listCommandsFor(world, make.getChat(world, chatId, personId), personId),

    calls: log.calls,
    specViolations: log.specViolations,
    get pendingUpdates() {
      return world.updates.listAll().map(({ update, botId, kind, handedOut }) => ({
        updateId: update.update_id,
        botId,
        kind,
        handedOut,
      }));
    },
    clearCalls: () => void log.calls.splice(0),

    setFault: faults.set,
    clearFaults: faults.clear,
    limits: limits.configure,
    redeliver(updateId) {
      if (!world.updates.redeliver(updateId)) {
        throw new SandboxError(`no update ${updateId} was confirmed yet`);
      }
    },

    subscribe: world.changes.subscribe,
    until: (predicate, wait = {}) => awaitChange(world, predicate, wait, describe),
    async quiet(wait = {}) {
      const isQuiet = () => world.updates.listAll().length === 0 && log.inProgress() === 0;
      await awaitChange(world, isQuiet, { what: "all is quiet", ...wait }, describe);
    },

    // Made below: it needs the sandbox itself.
    get app() {
      return app;
    },
    listen: ({ port = 0 } = {}) =>
      listen(app, port, () => {
        stop.abort();
        stop = new AbortController();
        pollers.stop();
        webhooks.stop();
      }),
  };
  const stopping = () => stop.signal;
  const parts = { world, log, faults, limits, pollers, webhooks, spec, stopping };
  const app = createSandboxApp(sandbox, parts, options.page);
  return sandbox;
}
