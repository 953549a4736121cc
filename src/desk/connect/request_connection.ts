import { createReply } from "../answering.ts";
import type { ConnectionAnswer } from "../connection_answer.ts";
import type { Desk } from "../desk.ts";
import { enter, getPrivatePlace, type Incoming } from "../incoming.ts";
import type { ConnectionCode, GroupChat, NewDelivery, Transaction } from "../ports.ts";
import { cleanCode, getHashBeginning, hashCode, isSameHash } from "./connection_code.ts";

/** So many wrong codes a chat or a person may bring within so many minutes. */
const mostTries = 5;
export const triesMinutes = 15;

/** `/connect CODE` in a group. */
export interface ConnectionCommand extends Incoming {
  readonly chat: GroupChat;
  /** What stands behind the command. */
  readonly words: string;
}

/**
 * Asks who made the code whether this group and this person may join; nothing else leads into an
 * organisation that is there already. Asks Telegram whether the person is an administrator before
 * the transaction begins.
 */
export async function requestConnection(desk: Desk, command: ConnectionCommand): Promise<void> {
  const { store, directory } = desk;
  const code = cleanCode(command.words);
  const hash = await hashCode(code);
  const isAdministrator = code !== "" &&
    await directory.isAdministrator(command.chat.chatId, command.person.userId);
  await store.database.transaction(async (tx) => {
    const { fresh, group } = await enter(store, tx, command);
    if (!fresh) return;
    const answer: ConnectionAnswer = group !== null
      ? { type: "connection_refused", reason: "already_connected" }
      : code === ""
      ? { type: "connection_refused", reason: "no_code" }
      : !isAdministrator
      ? { type: "connection_refused", reason: "not_administrator" }
      : await redeem(desk, tx, command, hash);
    const { place, messageId } = command;
    // Whatever it was good for, a code need not stand in a group.
    const forget: NewDelivery[] = code === ""
      ? []
      : [{ place, content: { kind: "delete_message", messageId } }];
    await store.deliveries.enqueue(tx, [createReply(command, group, answer, "passing"), ...forget]);
  });
}

/** A wrong code counts, and is told from no other wrong one. */
async function redeem(
  desk: Desk,
  tx: Transaction,
  command: ConnectionCommand,
  hash: string,
): Promise<ConnectionAnswer> {
  const { connections } = desk.store;
  const by = { chatId: command.chat.chatId, userId: command.person.userId };
  if (await connections.countTries(tx, by, triesMinutes) >= mostTries) {
    return { type: "connection_refused", reason: "too_many_tries" };
  }
  const codes = await connections.lockCodes(tx, getHashBeginning(hash));
  const code = codes.find(({ codeHash }) => isSameHash(codeHash, hash));
  if (code === undefined) {
    await connections.recordTry(tx, by);
    return { type: "connection_refused", reason: "wrong_code" };
  }
  await ask(desk, tx, command, code);
  return { type: "connection_awaited" };
}

/** From here on in the code's organisation, which the group does not belong to yet. */
async function ask(
  desk: Desk,
  tx: Transaction,
  { chat, place, person }: ConnectionCommand,
  { id, organisationId, createdBy }: ConnectionCode,
): Promise<void> {
  const { organisations, connections, deliveries } = desk.store;
  await organisations.enterOrganisation(tx, organisationId);
  const [requestId] = await Promise.all([
    connections.createRequest(tx, {
      codeId: id,
      askedOf: createdBy,
      chat,
      threadId: place.threadId,
      person,
    }),
    connections.endCode(tx, id),
  ]);
  await deliveries.enqueue(tx, [{
    place: getPrivatePlace(createdBy),
    content: {
      kind: "answer",
      answer: { type: "connection_asked", requestId },
      replyTo: null,
      expiresSeconds: null,
      fallback: null,
      viewer: { userId: createdBy, groupId: null },
    },
  }]);
}
