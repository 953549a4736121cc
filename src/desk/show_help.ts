import { createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";

/** `/help` and `/start`. */
export interface HelpRequest extends Incoming {
  readonly where: "group" | "private";
}

/** Says what this person may do here. A private chat that is opened may be written to from now on. */
export function showHelp(desk: Desk, request: HelpRequest): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, organisation, actor } = await enter(store, tx, request);
    if (!fresh) return;
    if (request.where === "private") {
      await store.people.setPrivateChat(tx, request.person.userId, true);
    }
    const role = organisation === null ? null : actor.role;
    const answer = { type: "help", place: request.where, role } as const;
    const stay = request.where === "private" ? "stays" : "passing";
    await store.deliveries.enqueue(tx, [createReply(request, group, answer, stay)]);
  });
}
