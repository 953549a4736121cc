/**
 * Channels that write in a group. Source: the Bot API on `sender_chat` and `is_automatic_forward`.
 */
import { addFoundEntities } from "./client_entities.ts";
import { SandboxError } from "./control.ts";
import type { World } from "./create_world.ts";
import { postMessage } from "./post_message.ts";
import type { Chat, SandboxMessage } from "./world.ts";

export function postFromChannel(
  world: World,
  chat: Chat,
  { title, text, linked = false }: { title: string; text: string; linked?: boolean },
): SandboxMessage {
  const creator = [...chat.members.values()].find(({ status }) => status === "creator");
  if (creator === undefined) throw new SandboxError(`group ${chat.id} has no creator`);
  const known = [...chat.messages.values()].find(({ channel }) => channel?.title === title);
  const id = known?.channel?.id ?? world.nextGroupId("supergroup");
  return postMessage(world, chat, {
    fromId: creator.personId,
    channel: { id, title, linked },
    text,
    entities: addFoundEntities(text),
  });
}
