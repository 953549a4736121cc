import type { UserId } from "../../people/ids.ts";
import { isOpsManager } from "../../people/permission.ts";
import { answerNowhere, createReply } from "../answering.ts";
import type { ConnectionAnswer } from "../connection_answer.ts";
import type { Desk } from "../desk.ts";
import { enter, type Incoming } from "../incoming.ts";
import type { Store, Transaction } from "../ports.ts";
import { createCode, hashCode } from "./connection_code.ts";

const codeMinutes = 60;

/** `/connect` in private. */
export interface CodeRequest extends Incoming {
  /** What stands behind the command; a code belongs in the group. */
  readonly words: string;
}

/** Promises an OpsManager a code; {@link makeCode} makes it at the moment of showing. */
export function askForCode(desk: Desk, request: CodeRequest): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, organisation, actor } = await enter(store, tx, request);
    if (!fresh) return;
    const bringsCode = request.words.trim() !== "";
    if (organisation === null && !bringsCode) return await answerNowhere(store, tx, request);
    const answer: ConnectionAnswer = bringsCode
      ? { type: "connection_refused", reason: "private_chat" }
      : isOpsManager(actor)
      ? { type: "connection_code" }
      : { type: "connection_refused", reason: "not_manager" };
    await store.deliveries.enqueue(tx, [createReply(request, null, answer, "stays")]);
  });
}

/**
 * Makes a code for the entered organisation, in place of the person's earlier one. Only its hash is
 * written; the code itself is known to the caller alone.
 *
 * @returns null where the person is no OpsManager any more
 */
export async function makeCode(
  { people, connections }: Store,
  tx: Transaction,
  userId: UserId,
): Promise<{ readonly code: string; readonly minutes: number } | null> {
  if (!isOpsManager(await people.getActor(tx, userId))) return null;
  const code = createCode();
  const codeHash = await hashCode(code);
  await connections.saveCode(tx, { createdBy: userId, codeHash, minutes: codeMinutes });
  return { code, minutes: codeMinutes };
}
