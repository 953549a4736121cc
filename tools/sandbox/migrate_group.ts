/**
 * A basic group becomes a supergroup: a new chat with a new id, the same people and rights,
 * and none of the old messages as far as a bot is concerned. Source: the Bot API on
 * migrate_to_chat_id, migrate_from_chat_id and ResponseParameters.
 */
import { SandboxError } from "./control.ts";
import type { World } from "./create_world.ts";
import { createGroupChat } from "./people_and_chats.ts";
import { postMessage } from "./post_message.ts";
import type { Chat } from "./world.ts";

export function migrateGroup(world: World, old: Chat): Chat {
  if (old.kind !== "group") throw new SandboxError("only a basic group becomes a supergroup");
  if (old.migratedTo !== undefined) {
    throw new SandboxError(`group ${old.id} is supergroup ${old.migratedTo} already`);
  }
  const creator = [...old.members.values()].find(({ status }) => status === "creator");
  if (creator === undefined) throw new SandboxError(`group ${old.id} has no creator`);
  const chat = createGroupChat(world, { title: old.title, kind: "supergroup", isForum: false });
  chat.migratedFrom = old.id;
  chat.reactionsAllowed = old.reactionsAllowed;
  chat.membersMayPin = old.membersMayPin;
  for (const [id, member] of old.members) chat.members.set(id, { ...member });
  postMessage(world, old, {
    fromId: creator.personId,
    service: "This group became a supergroup",
    serviceEvent: { kind: "migrated_to", chatId: chat.id },
  });
  old.migratedTo = chat.id;
  old.pinned = [];
  postMessage(world, chat, {
    fromId: creator.personId,
    service: `“${old.title}” became a supergroup`,
    serviceEvent: { kind: "migrated_from", chatId: old.id },
  });
  world.changes.emit({ kind: "chat", chatId: old.id });
  return chat;
}
