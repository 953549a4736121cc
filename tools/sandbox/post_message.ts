/** A new message, an edited one, a deleted one: the chat changes and the bots are told. */
import type { World } from "./create_world.ts";
import { presentMessage } from "./present.ts";
import { botSees, listBotsIn } from "./visibility.ts";
import type { Chat, SandboxMessage } from "./world.ts";

export type Draft =
  & Pick<SandboxMessage, "text" | "caption" | "threadId" | "replyTo" | "replyMarkup">
  & Pick<
    SandboxMessage,
    "forceReply" | "media" | "service" | "serviceEvent" | "senderChatId" | "channel"
  >
  & { fromId: number; entities?: SandboxMessage["entities"]; notifies?: boolean };

export function postMessage(world: World, chat: Chat, draft: Draft): SandboxMessage {
  const { entities, notifies, threadId: _asked, ...rest } = draft;
  const id = world.nextMessageId(chat);
  const message: SandboxMessage = {
    ...rest,
    ...threadOf(chat, draft, id),
    id,
    chatId: chat.id,
    date: world.date(),
    entities: entities ?? [],
    notifies: notifies ?? true,
    reactions: new Map(),
    deleted: false,
    earlierTexts: [],
  };
  chat.messages.set(id, message);
  tellBots(world, chat, message, "message");
  world.changes.emit({ kind: "message", chatId: chat.id, messageId: id });
  return message;
}

/** Gives a message other words. Whether that is allowed is the caller's to know. */
export function changeMessage(
  world: World,
  chat: Chat,
  message: SandboxMessage,
  change: Pick<SandboxMessage, "text" | "caption"> & { entities: SandboxMessage["entities"] },
): void {
  message.earlierTexts.push(message.text ?? message.caption ?? "");
  if (change.text !== undefined) message.text = change.text;
  if (change.caption !== undefined) message.caption = change.caption;
  message.entities = change.entities;
  touchMessage(world, chat, message);
}

/** Marks a message as edited just now and tells the bots. */
export function touchMessage(world: World, chat: Chat, message: SandboxMessage): void {
  message.editDate = world.date();
  tellBots(world, chat, message, "edited_message");
  world.changes.emit({ kind: "message", chatId: chat.id, messageId: message.id });
}

/** Bots are not told of deletions. A deleted message is no longer pinned. */
export function removeMessage(world: World, chat: Chat, message: SandboxMessage): void {
  message.deleted = true;
  chat.pinned = chat.pinned.filter((id) => id !== message.id);
  world.changes.emit({ kind: "message", chatId: chat.id, messageId: message.id });
}

function tellBots(
  world: World,
  chat: Chat,
  message: SandboxMessage,
  kind: "message" | "edited_message",
): void {
  for (const bot of listBotsIn(world, chat)) {
    if (!botSees(bot, chat, message)) continue;
    // Bots do not get what bots write, service messages of their acts included.
    if (message.fromId !== undefined && world.bots.has(message.fromId)) continue;
    const presented = presentMessage(world, chat, message);
    world.updates.enqueue(
      bot.personId,
      kind,
      kind === "message"
        ? { message: presented }
        : { edited_message: { ...presented, edit_date: message.editDate ?? world.date() } },
    );
  }
}

function threadOf(
  chat: Chat,
  draft: Draft,
  id: number,
): Pick<SandboxMessage, "threadId" | "isTopicMessage"> {
  if (chat.kind !== "supergroup") return {};
  const answered = draft.replyTo === undefined
    ? undefined
    : chat.messages.get(draft.replyTo.messageId);
  if (chat.isForum) {
    if (draft.serviceEvent?.kind === "topic_created") return { threadId: id, isTopicMessage: true };
    const threadId = draft.threadId ?? answered?.threadId;
    return threadId === undefined ? {} : { threadId, isTopicMessage: true };
  }
  // Outside forums, answers in a supergroup still carry a thread: that of the first message
  // answered. It is a trap for bots that send into it: no such topic exists.
  return answered === undefined ? {} : { threadId: answered.threadId ?? answered.id };
}
