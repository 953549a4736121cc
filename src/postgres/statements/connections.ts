import { connectionAnswers } from "../../desk/ports.ts";
import {
  bigInteger,
  boolean,
  chatId,
  connectionRequestId,
  integer,
  nullable,
  oneOf,
  organisationId,
  text,
  threadId,
  userId,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";

const groupKind = oneOf(["group", "supergroup"]);

export const endCodesOf = defineStatement({
  name: "end_codes_of",
  text: `
    update connection_codes set ended_at = roadcall_now()
    where organisation_id = entered_organisation_id() and created_by = $createdBy
      and ended_at is null`,
  params: { createdBy: userId },
  row: {},
});

export const insertCode = defineStatement({
  name: "insert_code",
  text: `
    insert into connection_codes (organisation_id, created_by, code_hash, expires_at)
    values (entered_organisation_id(), $createdBy, $codeHash,
      roadcall_now() + make_interval(mins => $minutes))`,
  params: { createdBy: userId, codeHash: text, minutes: integer },
  row: {},
});

export const lockCodes = defineStatement({
  name: "lock_codes",
  text: `
    select id, organisation_id, created_by, code_hash
    from find_connection_codes($hashBeginning)`,
  params: { hashBeginning: text },
  row: { id: bigInteger, organisation_id: organisationId, created_by: userId, code_hash: text },
});

export const endCode = defineStatement({
  name: "end_code",
  text: `
    update connection_codes set ended_at = roadcall_now()
    where organisation_id = entered_organisation_id() and id = $id and ended_at is null`,
  params: { id: bigInteger },
  row: {},
});

export const insertRequest = defineStatement({
  name: "insert_request",
  text: `
    insert into connection_requests
      (organisation_id, code_id, asked_of, chat_id, thread_id, title, kind, user_id, first_name,
        last_name, username, language_code)
    values (entered_organisation_id(), $codeId, $askedOf, $chatId, $threadId, $title, $kind,
      $userId, $firstName, $lastName, $username, $languageCode)
    returning id`,
  params: {
    codeId: bigInteger,
    askedOf: userId,
    chatId,
    threadId: nullable(threadId),
    title: text,
    kind: groupKind,
    userId,
    firstName: text,
    lastName: nullable(text),
    username: nullable(text),
    languageCode: nullable(text),
  },
  row: { id: connectionRequestId },
});

const requestColumns = {
  id: connectionRequestId,
  asked_of: userId,
  chat_id: chatId,
  thread_id: nullable(threadId),
  title: text,
  kind: groupKind,
  user_id: userId,
  first_name: text,
  last_name: nullable(text),
  username: nullable(text),
  language_code: nullable(text),
  answer: nullable(oneOf(connectionAnswers)),
};

const request = `
    select id, asked_of, chat_id, thread_id, title, kind, user_id, first_name, last_name, username,
      language_code, answer
    from connection_requests
    where organisation_id = entered_organisation_id() and id = $id`;

export const lockRequest = defineStatement({
  name: "lock_request",
  text: `${request} for update`,
  params: { id: connectionRequestId },
  row: requestColumns,
});

export const findRequest = defineStatement({
  name: "find_request",
  text: request,
  params: { id: connectionRequestId },
  row: requestColumns,
});

export const answerRequest = defineStatement({
  name: "answer_request",
  text: `
    update connection_requests set answer = $answer, answered_at = roadcall_now()
    where organisation_id = entered_organisation_id() and id = $id and answer is null`,
  params: { id: connectionRequestId, answer: oneOf(connectionAnswers) },
  row: {},
});

/** A statement of its own before the count: what waited for it would else count what was before. */
export const lockTries = defineStatement({
  name: "lock_tries",
  text: `
    select true as locked
    from pg_advisory_xact_lock(hashtext('roadcall'), hashtext('connection_tries'))`,
  params: {},
  row: { locked: boolean },
});

export const countTries = defineStatement({
  name: "count_tries",
  text: `
    select count(*) as found from connection_tries
    where (chat_id = $chatId or user_id = $userId)
      and tried_at > (select roadcall_now()) - make_interval(mins => $minutes)`,
  params: { chatId, userId, minutes: integer },
  row: { found: bigInteger },
});

export const insertTry = defineStatement({
  name: "insert_try",
  text: `insert into connection_tries (chat_id, user_id) values ($chatId, $userId)`,
  params: { chatId, userId },
  row: {},
});

export const pruneTries = defineStatement({
  name: "prune_tries",
  text: `
    with gone as (
      delete from connection_tries
      where tried_at <= (select roadcall_now()) - make_interval(mins => $minutes)
      returning id
    )
    select count(*) as gone from gone`,
  params: { minutes: integer },
  row: { gone: bigInteger },
});
