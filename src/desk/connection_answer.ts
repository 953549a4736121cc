/** What the desk says about connecting groups, and about which organisation a private chat is of. */
import type { ConnectionRequestId } from "../people/ids.ts";

export type ConnectionAnswer =
  /** A new code, in private. It is made when it is shown, so that the database never has it. */
  | { readonly type: "connection_code" }
  /** To an admin of the group: who made the code has been asked. */
  | { readonly type: "connection_awaited" }
  /** To who made the code, with buttons; pointless once it is answered. */
  | { readonly type: "connection_asked"; readonly requestId: ConnectionRequestId }
  /** To who made the code: what they have answered. */
  | { readonly type: "connection_answered"; readonly requestId: ConnectionRequestId }
  /** To the group. */
  | { readonly type: "group_connected"; readonly organisation: string }
  | { readonly type: "connection_declined" }
  | { readonly type: "connection_refused"; readonly reason: ConnectionRefusal }
  /** In private, with a button for each organisation of the person. */
  | { readonly type: "organisation_asked" }
  | { readonly type: "organisation_chosen"; readonly organisation: string }
  /** Health of all organisations, without a word of any. */
  | { readonly type: "platform" };

export type ConnectionRefusal =
  | "not_manager"
  /** A code, in private. */
  | "private_chat"
  /** No code, in a group. */
  | "no_code"
  | "already_connected"
  | "not_administrator"
  /** Never was one, is used, replaced or expired: nobody learns which. */
  | "wrong_code"
  | "too_many_tries";
