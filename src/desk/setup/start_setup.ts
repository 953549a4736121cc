import type { SetupRefusal } from "../answer.ts";
import { createReply } from "../answering.ts";
import type { Desk } from "../desk.ts";
import { enter, type Incoming } from "../incoming.ts";
import type { GroupChat, Transaction } from "../ports.ts";
import { organisationNameLength, trimWords } from "../words.ts";
import { createFromSetup, maySignUp } from "./create_from_setup.ts";
import { readyMadeDepartments } from "./ready_made_departments.ts";

/** `/setup`, with a name to do all of it at once, or the welcome's button. */
export interface SetupStart extends Incoming {
  readonly chat: GroupChat;
  readonly name: string | null;
}

/**
 * Begins the guided set-up of an unconnected group, or does it in one step where a name is given.
 * Asks Telegram whether the person is an administrator before the transaction begins.
 *
 * @returns why it was refused, where it was; a command's refusal has also been answered
 */
export async function startSetup(
  desk: Desk,
  start: SetupStart,
  answered: "by_reply" | "by_press",
): Promise<SetupRefusal | null> {
  const { store, directory } = desk;
  const isAdministrator = await directory.isAdministrator(start.chat.chatId, start.person.userId);
  return await store.database.transaction(async (tx) => {
    const { fresh, group } = await enter(store, tx, start);
    if (!fresh) return null;
    const reason = group !== null
      ? "already_connected"
      : !isAdministrator
      ? "not_administrator"
      : !await maySignUp(desk, tx, start.person.userId)
      ? "sign_ups_closed"
      : await begin(desk, tx, start);
    if (reason !== null && answered === "by_reply") {
      const answer = { type: "setup_refused", reason } as const;
      await store.deliveries.enqueue(tx, [createReply(start, group, answer, "passing")]);
    }
    return reason;
  });
}

async function begin(
  desk: Desk,
  tx: Transaction,
  start: SetupStart,
): Promise<SetupRefusal | null> {
  const { setups, deliveries } = desk.store;
  if (start.name !== null) {
    const refused = await createFromSetup(desk, tx, start, start.chat, {
      name: start.name,
      departments: readyMadeDepartments,
    });
    if (refused === null) await setups.deleteSetup(tx, start.chat.chatId);
    return refused;
  }
  const title = trimWords(start.chat.title);
  await setups.saveSetup(tx, {
    chatId: start.chat.chatId,
    userId: start.person.userId,
    name: Array.from(title).slice(0, organisationNameLength.most).join(""),
    departments: readyMadeDepartments,
    messageId: null,
    promptMessageId: null,
  });
  await deliveries.enqueue(tx, [{ place: start.place, content: { kind: "setup_board" } }]);
  return null;
}
