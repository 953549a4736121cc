/** The world as JSON, for a driver in another process. */
import type { Sandbox } from "./control.ts";
import type { Chat, SandboxMessage } from "./world.ts";

export function createSnapshot(sandbox: Sandbox): Record<string, unknown> {
  return {
    now: sandbox.now(),
    people: sandbox.people,
    // A bot's token is told once, to who adds it.
    bots: sandbox.bots.map(({ personId, username, privacyMode, commands }) => ({
      personId,
      username,
      privacyMode,
      commands: Object.fromEntries(commands),
    })),
    chats: sandbox.chats.map(presentChat),
    calls: sandbox.calls,
    pendingUpdates: sandbox.pendingUpdates,
    specViolations: sandbox.specViolations,
  };
}

export function presentChat(chat: Chat): Record<string, unknown> {
  return {
    ...chat,
    members: [...chat.members.values()],
    topics: [...chat.topics.values()],
    messages: [...chat.messages.values()].map(presentSandboxMessage),
  };
}

function presentSandboxMessage(message: SandboxMessage): Record<string, unknown> {
  return {
    ...message,
    reactions: [...message.reactions].map(([personId, emoji]) => ({ personId, emoji })),
  };
}
