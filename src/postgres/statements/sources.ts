import { mediaKinds, sourceKinds } from "../../desk/ports.ts";
import { chatId, incidentId, messageId, nullable, oneOf, text, userId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

const mediaKind = nullable(oneOf(mediaKinds));

export const listReportedIn = defineStatement({
  name: "list_reported_in",
  text: `
    select distinct incident_id from sources
    where organisation_id = entered_organisation_id() and chat_id = $chatId
      and message_id = $messageId and user_id = $userId and kind <> 'comment'
    order by incident_id`,
  params: { chatId, messageId, userId },
  row: { incident_id: incidentId },
});

export const editSources = defineStatement({
  name: "edit_sources",
  text: `
    update sources set body = $body, media_kind = $mediaKind, file_id = $fileId
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
      and chat_id = $chatId and message_id = $messageId and kind <> 'comment'`,
  params: {
    incidentId,
    chatId,
    messageId,
    body: nullable(text),
    mediaKind,
    fileId: nullable(text),
  },
  row: {},
});

export const listReportSources = defineStatement({
  name: "list_report_sources",
  text: `
    select kind, message_id, user_id, body, media_kind, file_id from sources
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
      and kind <> 'comment'
    order by id`,
  params: { incidentId },
  row: {
    kind: oneOf(sourceKinds),
    message_id: messageId,
    user_id: userId,
    body: nullable(text),
    media_kind: mediaKind,
    file_id: nullable(text),
  },
});
