/** How the desk answers: as a reply where it was asked, or in private where that is open. */
import type { Answer } from "./answer.ts";
import { getPrivatePlace, type Incoming, isPrivate } from "./incoming.ts";
import type { Group, NewDelivery, Store, Transaction } from "./ports.ts";

/** An answer that a group need not keep is deleted after so long. */
export const passingSeconds = 300;

/** A reply where the person asked. `passing` ones are deleted from a group after five minutes. */
export function createReply(
  incoming: Incoming,
  group: Group | null,
  answer: Answer,
  stay: "stays" | "passing",
): NewDelivery {
  return {
    place: incoming.place,
    content: {
      kind: "answer",
      answer,
      replyTo: incoming.messageId,
      expiresSeconds: stay === "passing" && !isPrivate(incoming.place) ? passingSeconds : null,
      fallback: null,
      viewer: { userId: incoming.person.userId, groupId: group?.id ?? null },
    },
  };
}

/**
 * Answers in the person's private chat where they ask there or have started the bot, else in the
 * group, from where it is deleted after five minutes.
 */
export async function answerQuietly(
  store: Store,
  tx: Transaction,
  incoming: Incoming,
  group: Group | null,
  answer: Answer,
): Promise<void> {
  const here = createReply(incoming, group, answer, "passing");
  const privately = group !== null && await store.people.hasPrivateChat(tx, incoming.person.userId);
  await store.deliveries.enqueue(tx, [
    privately
      ? {
        place: getPrivatePlace(incoming.person.userId),
        content: {
          kind: "answer",
          answer,
          replyTo: null,
          expiresSeconds: null,
          fallback: { place: incoming.place, replyTo: incoming.messageId },
          viewer: { userId: incoming.person.userId, groupId: group.id },
        },
      }
      : here,
  ]);
}

/**
 * Answers who asks where no organisation was entered. In private, whoever belongs to several is
 * asked which one is meant.
 */
export async function answerNowhere(
  store: Store,
  tx: Transaction,
  incoming: Incoming,
): Promise<void> {
  const several = isPrivate(incoming.place) &&
    (await store.organisations.listOrganisationsOf(tx, incoming.person.userId)).length > 1;
  const answer = { type: several ? "organisation_asked" : "not_connected" } as const;
  await store.deliveries.enqueue(tx, [createReply(incoming, null, answer, "passing")]);
}
