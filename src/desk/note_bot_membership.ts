import type { UpdateId, UserId } from "../people/ids.ts";
import type { Desk } from "./desk.ts";
import type { GroupChat } from "./ports.ts";

/** The bot was added to a group, or its rights there changed. */
export interface BotMembership {
  readonly updateId: UpdateId;
  readonly chat: GroupChat;
  readonly addedBy: UserId;
  /** It was not in the group before. */
  readonly added: boolean;
  readonly canPin: boolean;
  readonly seesMessages: boolean;
}

/** Welcomes a group that the bot was added to, and says what is missing. */
export function noteBotMembership(desk: Desk, membership: BotMembership): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const [group, fresh] = await Promise.all([
      store.organisations.enterGroup(tx, membership.chat.chatId),
      store.updates.markProcessed(tx, membership.updateId),
    ]);
    if (!fresh || !membership.added) return;
    const { canPin, seesMessages } = membership;
    await store.deliveries.enqueue(tx, [{
      place: { chatId: membership.chat.chatId, threadId: null },
      content: {
        kind: "answer",
        answer: { type: "welcome", connected: group !== null, canPin, seesMessages },
        replyTo: null,
        expiresSeconds: null,
        fallback: null,
        viewer: { userId: membership.addedBy, groupId: group?.id ?? null },
      },
    }]);
  });
}

/** A person started or stopped (blocked) the bot in their private chat. */
export function notePrivateChat(
  desk: Desk,
  change: { readonly updateId: UpdateId; readonly userId: UserId; readonly open: boolean },
): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    if (!await store.updates.markProcessed(tx, change.updateId)) return;
    await store.people.setPrivateChat(tx, change.userId, change.open);
  });
}
