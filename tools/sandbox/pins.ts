/** Pinned messages. Rights are the caller's to check. */
import type { World } from "./create_world.ts";
import { postMessage } from "./post_message.ts";
import { userOf } from "./present.ts";
import type { Chat, SandboxMessage } from "./world.ts";

/** Pinning a pinned message again changes nothing, as at Telegram. */
export function pinMessage(
  world: World,
  chat: Chat,
  message: SandboxMessage,
  by: number,
  notifies: boolean,
): void {
  if (chat.pinned.includes(message.id)) return;
  chat.pinned.push(message.id);
  postMessage(world, chat, {
    fromId: by,
    service: `${userOf(world, by).first_name} pinned a message`,
    serviceEvent: { kind: "pinned", messageId: message.id },
    notifies,
    ...(message.threadId === undefined || !chat.isForum ? {} : { threadId: message.threadId }),
  });
  world.changes.emit({ kind: "chat", chatId: chat.id });
}

/** @returns false where it was not pinned */
export function unpinMessage(world: World, chat: Chat, messageId: number): boolean {
  const before = chat.pinned.length;
  chat.pinned = chat.pinned.filter((id) => id !== messageId);
  if (chat.pinned.length === before) return false;
  world.changes.emit({ kind: "chat", chatId: chat.id });
  return true;
}
