import { transition } from "../incident/transition.ts";
import type { IncidentId } from "../people/ids.ts";
import type { Actor } from "../people/role.ts";
import { composeDescription } from "./compose_description.ts";
import { lockCaughtUp } from "./catch_up.ts";
import { applyDecision } from "./consequences.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";
import { awaitMessage } from "./not_yet_known.ts";
import type { Media, Transaction } from "./ports.ts";
import { descriptionLength, findLengthProblem, trimWords } from "./words.ts";

/** A message that its author changed. */
export interface MessageEdit extends Incoming {
  /** What it says now, without a `/ticket` before it. */
  readonly body: string | null;
  readonly media: Media | null;
  /** It was written so short a time before that it may not be known yet. */
  readonly isYoung: boolean;
}

/**
 * The description of what was reported follows the messages that it came from, until it has ended.
 * An edit reports nothing by itself, whatever the message says now.
 *
 * @returns whether anything may be owed to Telegram because of it
 */
export function editMessage(desk: Desk, edit: MessageEdit): Promise<boolean> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { chatId } = edit.place;
    const [{ fresh, group, actor }, ids] = await Promise.all([
      enter(store, tx, edit),
      store.incidents.listReportedIn(tx, {
        chatId,
        messageId: edit.messageId,
        userId: edit.person.userId,
      }),
    ]);
    if (!fresh || group === null) return false;
    const { messageId, person: { userId }, body, media } = edit;
    const kept = await store.incidents.editRecentMessage(tx, { messageId, userId, body, media });
    if (!kept && ids.length === 0 && edit.isYoung) await awaitMessage(store, tx, edit.updateId);
    let changed = false;
    // In the order of their ids, as everywhere where several are locked.
    for (const id of ids) {
      if (await follow(desk, tx, edit, actor, id)) changed = true;
    }
    return changed;
  });
}

async function follow(
  desk: Desk,
  tx: Transaction,
  edit: MessageEdit,
  actor: Actor,
  id: IncidentId,
): Promise<boolean> {
  const { incidents } = desk.store;
  const { incident, at } = await lockCaughtUp(desk.store, tx, id);
  if (incident === null) return false;
  const decision = transition(incident, { type: "edit_description", actor, ownWords: true }, at);
  if (!decision.ok) return false;
  const { place, messageId, media } = edit;
  const body = trimWords(edit.body ?? "");
  await incidents.editSources(tx, id, place.chatId, {
    messageId,
    body: body === "" ? null : body,
    media,
  });
  const { description, sources } = await incidents.getReport(tx, id);
  const words = composeDescription(sources);
  // Too little or too much for a card: what stood there stays.
  if (words === description || findLengthProblem(words, descriptionLength) !== null) return false;
  await applyDecision(desk, tx, {
    before: incident,
    decision,
    texts: [{
      ordinal: decision.incident.version,
      kind: "description",
      authorId: actor.userId,
      body: words,
    }],
    actorId: actor.userId,
    place,
    cardMessageId: null,
  });
  return true;
}
