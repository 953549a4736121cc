import type { MessageId } from "../../people/ids.ts";
import { parseMessageId } from "../../people/ids.ts";
import type { CardView } from "../../desk/views.ts";
import type { Rendered } from "../render/rendered.ts";
import { type DeliveryOf, type DeliveryTools, enterDelivery } from "./delivery_tools.ts";
import { tryToEdit } from "./edit_message.ts";
import { classifyTelegramError } from "./telegram_errors.ts";

/** So many unknown messages are tried at once: each costs a call that counts. */
const mostTries = 10;
/** A supergroup's ids have gaps only where messages were deleted: behind so many is nothing. */
const endOfChat = 2;

/** Behind a card that was found, so many calls may fail. */
const mostTriesBehind = 3;

export type LostCard =
  | {
    readonly type: "found";
    readonly messageId: MessageId;
    /** Further messages of ours that nobody knew, which show the card as well now. */
    readonly others: readonly MessageId[];
  }
  | { readonly type: "not_there" }
  /** The search goes on from where it has got to. */
  | { readonly type: "unfinished" };

/**
 * Looks for a card that was sent without an answer, behind the message that was the last one then.
 * Telegram lets us edit what is ours and nothing else, and whatever of ours is known is skipped: so
 * what can be edited is the lost one, or another lost one, which was sent anew. Where there are
 * several, nobody can tell which one is which; so the search goes on behind the first.
 *
 * How far it got is kept, so that a search behind many messages, or one that fails again and again,
 * comes to its end.
 *
 * @throws what the call threw, where not even one message was ruled out before it
 */
export async function findLostCard(
  tools: DeliveryTools,
  delivery: DeliveryOf<"card">,
  { place, cardId }: CardView,
  rendered: Rendered,
  after: MessageId,
): Promise<LostCard> {
  const { store } = tools;
  const known = new Set(
    await enterDelivery(
      tools,
      delivery,
      (tx) => store.messages.listKnownMessages(tx, place.chatId, after),
    ),
  );
  let missing = 0;
  let tries = 0;
  let ruledOut = after;
  let found: readonly MessageId[] = [];
  let triesBehind = 0;
  const keep = () =>
    enterDelivery(tools, delivery, (tx) => store.messages.moveSearch(tx, cardId, ruledOut));
  for (let id = after + 1; missing < endOfChat; id++) {
    const candidate = parseMessageId(id);
    if (known.has(candidate)) {
      missing = 0;
      if (found.length === 0) ruledOut = candidate;
      continue;
    }
    if (tries === mostTries) {
      if (found.length > 0) break;
      await keep();
      return { type: "unfinished" };
    }
    tries++;
    try {
      const result = await tryToEdit(tools, place, candidate, rendered);
      if (result === "shown") found = [...found, candidate];
      missing = result === "missing" ? missing + 1 : 0;
      // Behind what is missing there may be something, now or later.
      if (result === "refused" && found.length === 0) ruledOut = candidate;
    } catch (error) {
      // What Telegram wants waited for is waited for.
      const limited = classifyTelegramError(error)?.type === "rate_limited";
      if (found.length > 0) {
        // The card is there: what else is may stay unknown, rather than hold the chat up.
        if (limited || triesBehind >= mostTriesBehind) break;
        triesBehind++;
        id--;
        continue;
      }
      if (ruledOut > after) await keep();
      if (ruledOut === after || limited) throw error;
      return { type: "unfinished" };
    }
  }
  const last = found.at(-1);
  if (last !== undefined) return { type: "found", messageId: last, others: found.slice(0, -1) };
  // Where the next one gets lost as well, it is behind these.
  if (ruledOut > after) await keep();
  return { type: "not_there" };
}
