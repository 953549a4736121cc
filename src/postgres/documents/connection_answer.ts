/** Answers about connecting groups, and about which organisation a private chat is of. */
import * as v from "valibot";
import { connectionRequestId } from "./ids.ts";

export const connectionAnswer = v.variant("type", [
  v.object({
    type: v.picklist([
      "connection_code",
      "connection_awaited",
      "connection_declined",
      "organisation_asked",
      "platform",
    ]),
  }),
  v.object({
    type: v.picklist(["connection_asked", "connection_answered"]),
    requestId: connectionRequestId,
  }),
  v.object({
    type: v.picklist(["group_connected", "organisation_chosen"]),
    organisation: v.string(),
  }),
  v.object({
    type: v.literal("connection_refused"),
    reason: v.picklist([
      "not_manager",
      "private_chat",
      "no_code",
      "already_connected",
      "not_administrator",
      "wrong_code",
      "too_many_tries",
    ]),
  }),
]);
