import type { CardPlace } from "../../desk/views.ts";
import type { ThreadId } from "../../people/ids.ts";

/**
 * The address of a message in a private supergroup, which its members alone can open. A basic group
 * has none: null. (Supergroups' ids are `-100` followed by the id that links use.)
 */
export function createMessageLink(
  place: CardPlace,
  threadId: ThreadId | null = null,
): string | null {
  const { chatId, groupKind, messageId } = place;
  const inner = /^-100([1-9]\d*)$/.exec(String(chatId))?.[1];
  if (groupKind !== "supergroup" || messageId === null || inner === undefined) return null;
  const parts = threadId === null ? [inner, messageId] : [inner, threadId, messageId];
  return `https://t.me/c/${parts.join("/")}`;
}
