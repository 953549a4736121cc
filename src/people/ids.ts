/**
 * Branded identifiers: a chat's id cannot be passed where a person's is wanted.
 *
 * Telegram's ids have at most 52 significant bits (Bot API, "User" and "Chat"), so a number holds
 * them exactly; the database keeps them as bigint and the edge parses them into these.
 */

declare const brand: unique symbol;
type Id<Name extends string> = number & { readonly [brand]: Name };

/** A person's Telegram id. */
export type UserId = Id<"user">;
/** A Telegram chat: positive for a private chat, negative for groups. */
export type ChatId = Id<"chat">;
/** A message's id, unique within its chat only. */
export type MessageId = Id<"message">;
/** A topic of a forum group. */
export type ThreadId = Id<"thread">;
/** An update's id; Telegram never reuses one within 24 hours. */
export type UpdateId = Id<"update">;

export type OrganisationId = Id<"organisation">;
export type GroupId = Id<"group">;
export type DepartmentId = Id<"department">;
export type IncidentId = Id<"incident">;
export type CardId = Id<"card">;
export type DeliveryId = Id<"delivery">;
export type InvitationId = Id<"invitation">;
export type AnonymousCommandId = Id<"anonymous command">;
export type ConnectionRequestId = Id<"connection request">;
export type JoinRequestId = Id<"join request">;

export type AnyId =
  | UserId
  | ChatId
  | MessageId
  | ThreadId
  | UpdateId
  | OrganisationId
  | GroupId
  | DepartmentId
  | IncidentId
  | CardId
  | DeliveryId
  | InvitationId
  | AnonymousCommandId
  | ConnectionRequestId
  | JoinRequestId;

function isId<I extends AnyId>(value: number): value is I {
  return Number.isSafeInteger(value) && value !== 0;
}

function createIdParser<I extends AnyId>(what: string, sign: "positive" | "any") {
  return (value: unknown): I => {
    const number = typeof value === "string" || typeof value === "bigint" ? Number(value) : value;
    if (typeof number !== "number" || !isId<I>(number) || (sign === "positive" && number < 0)) {
      throw new TypeError(`Not ${what} id: ${JSON.stringify(String(value))}`);
    }
    return number;
  };
}

/** Each parser takes a number, bigint or decimal string and throws `TypeError` on anything else. */
export const parseUserId = createIdParser<UserId>("a user's", "positive");
export const parseChatId = createIdParser<ChatId>("a chat's", "any");
export const parseMessageId = createIdParser<MessageId>("a message's", "positive");
export const parseThreadId = createIdParser<ThreadId>("a topic's", "positive");
export const parseUpdateId = createIdParser<UpdateId>("an update's", "positive");
export const parseOrganisationId = createIdParser<OrganisationId>("an organisation's", "positive");
export const parseGroupId = createIdParser<GroupId>("a group's", "positive");
export const parseDepartmentId = createIdParser<DepartmentId>("a department's", "positive");
export const parseIncidentId = createIdParser<IncidentId>("an incident's", "positive");
export const parseCardId = createIdParser<CardId>("a card's", "positive");
export const parseDeliveryId = createIdParser<DeliveryId>("a delivery's", "positive");
export const parseJoinRequestId = createIdParser<JoinRequestId>("a join request's", "positive");
export const parseInvitationId = createIdParser<InvitationId>("an invitation's", "positive");
export const parseAnonymousCommandId = createIdParser<AnonymousCommandId>(
  "an anonymous command's",
  "positive",
);
export const parseConnectionRequestId = createIdParser<ConnectionRequestId>(
  "a connection request's",
  "positive",
);
