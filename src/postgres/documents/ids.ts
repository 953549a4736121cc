/** Ids within JSON documents, for the parsers beside this file. */
import * as v from "valibot";
import {
  type AnyId,
  parseAnonymousCommandId,
  parseCardId,
  parseChatId,
  parseConnectionRequestId,
  parseDepartmentId,
  parseGroupId,
  parseIncidentId,
  parseInvitationId,
  parseJoinRequestId,
  parseMessageId,
  parseOrganisationId,
  parseThreadId,
  parseUserId,
} from "../../people/ids.ts";

function id<I extends AnyId>(parse: (value: unknown) => I) {
  return v.pipe(v.unknown(), v.transform(parse));
}

export const userId = id(parseUserId);
export const chatId = id(parseChatId);
export const messageId = id(parseMessageId);
export const threadId = id(parseThreadId);
export const organisationId = id(parseOrganisationId);
export const groupId = id(parseGroupId);
export const departmentId = id(parseDepartmentId);
export const incidentId = id(parseIncidentId);
export const cardId = id(parseCardId);
export const joinRequestId = id(parseJoinRequestId);
export const anonymousCommandId = id(parseAnonymousCommandId);
export const invitationId = id(parseInvitationId);
export const connectionRequestId = id(parseConnectionRequestId);

/** A chat with the topic in it. */
export const place = v.object({ chatId, threadId: v.nullable(threadId) });
/** A count or an ordinal. */
export const count = v.pipe(v.number(), v.safeInteger());
