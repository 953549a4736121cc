/** Commands of administrators who stay anonymous: nobody until a press says who it was. */
import type { AnonymousCommandId, MessageId, UpdateId, UserId } from "../people/ids.ts";
import type { Desk } from "./desk.ts";
import type { Incoming } from "./incoming.ts";
import type { PressOutcome } from "./outcome.ts";
import type { Place } from "./ports.ts";

/** For how long a command waits to be confirmed. */
const waitingSeconds = 300;

export interface AnonymousCommand {
  readonly updateId: UpdateId;
  readonly place: Place;
  readonly messageId: MessageId;
  /** The made-up account that speaks for the group. */
  readonly userId: UserId;
  /** All that is needed to carry it out later. */
  readonly received: string;
}

/** Keeps a command and asks who gave it, by a button. */
export function keepAnonymousCommand(desk: Desk, command: AnonymousCommand): Promise<void> {
  const { store } = desk;
  const { place, messageId, userId, received } = command;
  return store.database.transaction(async (tx) => {
    const [group, fresh] = await Promise.all([
      store.organisations.enterGroup(tx, place.chatId),
      store.updates.markProcessed(tx, command.updateId),
    ]);
    if (!fresh) return;
    const commandId = await store.anonymousCommands.createAnonymousCommand(tx, {
      chatId: place.chatId,
      received,
      expiresSeconds: waitingSeconds,
    });
    await store.deliveries.enqueue(tx, [{
      place,
      content: {
        kind: "answer",
        answer: { type: "confirm_yourself", commandId },
        replyTo: messageId,
        expiresSeconds: waitingSeconds,
        fallback: null,
        viewer: { userId, groupId: group?.id ?? null },
      },
    }]);
  });
}

/** A press on "Confirm it's you". */
export interface ConfirmationPress extends Incoming {
  readonly commandId: AnonymousCommandId;
}

/**
 * Carries a kept command out as the person who pressed, where Telegram says that they are an
 * administrator of the group.
 *
 * @param carryOut does it under the press's update id, which is how it happens once only: a crash
 *   before the command is forgotten brings the press again, and that one changes nothing more
 */
export async function confirmCommand(
  desk: Desk,
  press: ConfirmationPress,
  carryOut: (received: string) => Promise<void>,
): Promise<PressOutcome> {
  const { store, directory } = desk;
  const { commandId, updateId, person, place: { chatId, threadId }, messageId } = press;
  if (!await directory.isAdministrator(chatId, person.userId)) {
    return { type: "confirmation_refused", reason: "not_administrator" };
  }
  const { group, received } = await store.database.transaction(async (tx) => {
    const [group, received] = await Promise.all([
      store.organisations.enterGroup(tx, chatId),
      store.anonymousCommands.takeAnonymousCommand(tx, commandId, { chatId, updateId }),
    ]);
    return { group, received };
  });
  if (received === null) return { type: "confirmation_refused", reason: "over" };
  await carryOut(received);
  await store.database.transaction(async (tx) => {
    // Where it was kept, and not where the group belongs now: it may have been a set-up.
    if (group !== null) await store.organisations.enterOrganisation(tx, group.organisation.id);
    await Promise.all([
      store.anonymousCommands.deleteAnonymousCommand(tx, commandId),
      store.deliveries.enqueue(tx, [
        { place: { chatId, threadId }, content: { kind: "delete_message", messageId } },
      ]),
    ]);
  });
  return { type: "stepped" };
}
