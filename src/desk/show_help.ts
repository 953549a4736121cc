import type { Answer } from "./answer.ts";
import { createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";

/** `/help` and `/start`. */
export interface HelpRequest extends Incoming {
  readonly where: "group" | "private";
}

/** Says what this person may do here. A private chat that is opened may be written to from now on. */
export function showHelp(desk: Desk, request: HelpRequest): Promise<void> {
  const { store, settings } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, organisation, actor } = await enter(store, tx, request);
    if (!fresh) return;
    if (request.where === "private") {
      await store.people.setPrivateChat(tx, request.person.userId, true);
    }
    const role = organisation === null ? null : actor.role;
    const isPlatformAdmin = settings.platformAdminIds.includes(request.person.userId);
    const help = { type: "help", place: request.where, role } as const;
    const answer: Answer = isPlatformAdmin ? { ...help, platformAdmin: true } : help;
    const stay = request.where === "private" ? "stays" : "passing";
    await store.deliveries.enqueue(tx, [createReply(request, group, answer, stay)]);
  });
}
