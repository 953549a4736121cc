import {
  boolean,
  chatId,
  departmentId,
  joinRequestId,
  messageId,
  nullable,
  threadId,
  userId,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const insertJoinRequest = defineStatement({
  name: "insert_join_request",
  text: `
    insert into join_requests
      (organisation_id, department_id, user_id, chat_id, thread_id, message_id)
    values (entered_organisation_id(), $departmentId, $userId, $chatId, $threadId, $messageId)
    on conflict (organisation_id, department_id, user_id) where decided_at is null do nothing
    returning id`,
  params: { departmentId, userId, chatId, threadId: nullable(threadId), messageId },
  row: { id: joinRequestId },
});

export const lockJoinRequest = defineStatement({
  name: "lock_join_request",
  text: `
    select id, department_id, user_id, chat_id, thread_id, message_id, decided_at is null as open,
      approved, decided_by
    from join_requests
    where organisation_id = entered_organisation_id() and id = $id
    for update`,
  params: { id: joinRequestId },
  row: {
    id: joinRequestId,
    department_id: departmentId,
    user_id: userId,
    chat_id: chatId,
    thread_id: nullable(threadId),
    message_id: messageId,
    open: boolean,
    approved: nullable(boolean),
    decided_by: nullable(userId),
  },
});

export const decideJoinRequest = defineStatement({
  name: "decide_join_request",
  text: `
    update join_requests
    set decided_at = roadcall_now(), approved = $approved, decided_by = $by
    where organisation_id = entered_organisation_id() and id = $id and decided_at is null`,
  params: { id: joinRequestId, approved: boolean, by: userId },
  row: {},
});
