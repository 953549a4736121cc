import type { ChatId, UpdateId, UserId } from "../people/ids.ts";
import type { Desk } from "./desk.ts";
import type { GroupChat } from "./ports.ts";
import { renewGroup } from "./renew_group.ts";

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

/**
 * Welcomes a group that the bot was added to, and says what is missing. One that is connected
 * already gets its open cards again; one that now lets the bot pin gets them pinned.
 */
export function noteBotMembership(
  { store }: Pick<Desk, "store">,
  membership: BotMembership,
): Promise<void> {
  return store.database.transaction(async (tx) => {
    const [group, fresh] = await Promise.all([
      store.organisations.enterGroup(tx, membership.chat.chatId),
      store.updates.markProcessed(tx, membership.updateId),
    ]);
    if (!fresh) return;
    const { canPin, seesMessages } = membership;
    if (!membership.added) {
      if (group !== null && canPin) await store.groups.touchUnpinnedCards(tx);
      return;
    }
    if (group !== null) {
      // A group that became a supergroup may have the bot "added" to it: it was never away.
      if (!await store.groups.returnToChat(tx, !canPin)) return;
      await renewGroup(store, tx);
    }
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

/** The bot was removed from a group: nothing is owed there any more. */
export function noteBotRemoval(
  { store }: Pick<Desk, "store">,
  removal: { readonly updateId: UpdateId; readonly chatId: ChatId },
): Promise<void> {
  const { chatId } = removal;
  return store.database.transaction(async (tx) => {
    const [group, fresh] = await Promise.all([
      store.organisations.enterGroup(tx, chatId),
      store.updates.markProcessed(tx, removal.updateId),
    ]);
    if (!fresh) return;
    // Of a group that lives on under another id, only what was left behind.
    await store.groups.leaveChat(tx, chatId);
    if (group === null) await store.setups.deleteSetup(tx, chatId);
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
