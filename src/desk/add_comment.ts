import type { Incident, Instant } from "../incident/incident.ts";
import { transition } from "../incident/transition.ts";
import type { MessageId } from "../people/ids.ts";
import type { Actor } from "../people/role.ts";
import { applyDecision } from "./consequences.ts";
import type { Desk } from "./desk.ts";
import type { Media, NewDelivery, Place, ReactionEmoji, Transaction } from "./ports.ts";

/** What somebody adds to the story of an incident, whose row is locked. */
export interface Comment {
  readonly incident: Incident;
  readonly at: Instant;
  readonly actor: Actor;
  /** The message that says it. */
  readonly place: Place;
  readonly messageId: MessageId;
  /** Trimmed; may be empty where there is a file. */
  readonly words: string;
  readonly media: Media | null;
}

/** Puts a comment onto the timeline, keeps its file, and acknowledges it without a word. */
export async function addComment(desk: Desk, tx: Transaction, comment: Comment): Promise<void> {
  const { incident, at, actor, place, messageId, words, media } = comment;
  const decision = transition(incident, { type: "comment", actor }, at);
  if (!decision.ok) return;
  const body = words === "" ? null : words;
  const authorId = actor.userId;
  const texts = body === null
    ? []
    : [{ ordinal: decision.incident.version, kind: "comment", authorId, body } as const];
  await Promise.all([
    applyDecision(desk, tx, {
      before: incident,
      decision,
      texts,
      actorId: authorId,
      place,
      cardMessageId: null,
    }),
    media === null ? null : keepFile(desk, tx, comment),
    desk.store.deliveries.enqueue(tx, [createReaction(place, messageId, "✍")]),
  ]);
}

/** Keeps the file that came with words about an incident. */
export function keepFile(desk: Desk, tx: Transaction, comment: Comment): Promise<void> {
  const { incident, actor, place, messageId, words, media } = comment;
  return desk.store.incidents.addSource(tx, incident.id, place.chatId, {
    kind: "comment",
    messageId,
    userId: actor.userId,
    body: words === "" ? null : words,
    media,
  });
}

/** Tells a person without a word that their message was taken. */
export function createReaction(
  place: Place,
  messageId: MessageId,
  emoji: ReactionEmoji,
): NewDelivery {
  return { place, content: { kind: "reaction", messageId, emoji } };
}
