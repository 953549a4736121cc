import type { Actor } from "../people/role.ts";
import type { Answer } from "./answer.ts";
import { answerNowhere, createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";
import type { Group, Organisation, Transaction } from "./ports.ts";

/** A command within the organisation that it was given in. */
export interface Inside {
  readonly desk: Desk;
  readonly tx: Transaction;
  readonly incoming: Incoming;
  readonly organisation: Organisation;
  /** Null in a private chat. */
  readonly group: Group | null;
  readonly actor: Actor;
}

/** What is answered, and whether the answer stays. */
export interface Said {
  readonly answer: Answer;
  readonly stay: "stays" | "passing";
}

/**
 * Applies a command of a connected group, or of the person's own organisation in private, and
 * answers it where it was given.
 *
 * @param work null where it has answered by itself
 */
export function answerInOrganisation(
  desk: Desk,
  incoming: Incoming,
  work: (inside: Inside) => Promise<Said | null>,
): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, organisation, actor } = await enter(store, tx, incoming);
    if (!fresh) return;
    if (organisation === null) return await answerNowhere(store, tx, incoming);
    const said = await work({ desk, tx, incoming, organisation, group, actor });
    if (said === null) return;
    await store.deliveries.enqueue(tx, [createReply(incoming, group, said.answer, said.stay)]);
  });
}
