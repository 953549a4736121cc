import { askedSettings, type Source } from "../../desk/ports.ts";
import {
  bigInteger,
  boolean,
  chatId,
  incidentId,
  integer,
  json,
  messageId,
  nullable,
  oneOf,
  threadId,
  userId,
} from "../codec.ts";
import { parseSources } from "../documents/sources.ts";
import { defineStatement } from "../statement.ts";
import { oweDeletions, owePrompts } from "./owed.ts";

const purpose = oneOf(["summary", "report", "setting"]);
const sources = nullable(json<readonly Source[]>(parseSources));

const setting = nullable(oneOf(askedSettings));

const columns = `id, chat_id, thread_id, message_id, user_id, reply_to, purpose, incident_id, cycle,
  sources, setting, closed`;
export const promptColumns = {
  id: bigInteger,
  chat_id: chatId,
  thread_id: nullable(threadId),
  message_id: nullable(messageId),
  user_id: userId,
  reply_to: nullable(messageId),
  purpose,
  incident_id: nullable(incidentId),
  cycle: nullable(integer),
  sources,
  setting,
  closed: boolean,
};

export const insertPrompt = defineStatement({
  name: "insert_prompt",
  text: `
    with asked as (
      insert into prompts
        (organisation_id, chat_id, thread_id, user_id, reply_to, purpose, incident_id, cycle,
          sources, setting)
      values (entered_organisation_id(), $chatId, $threadId, $userId, $replyTo, $purpose,
        $incidentId, $cycle, $sources, $setting)
      returning id, chat_id, thread_id
    ), owed as (${owePrompts("asked")})
    select id from asked`,
  params: {
    chatId,
    threadId: nullable(threadId),
    userId,
    replyTo: nullable(messageId),
    purpose,
    incidentId: nullable(incidentId),
    cycle: nullable(integer),
    sources,
    setting,
  },
  row: { id: bigInteger },
});

export const findPrompt = defineStatement({
  name: "find_prompt",
  text: `
    select ${columns} from prompts
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: bigInteger },
  row: promptColumns,
});

export const findPromptByMessage = defineStatement({
  name: "find_prompt_by_message",
  text: `
    select ${columns} from prompts
    where organisation_id = entered_organisation_id() and chat_id = $chatId
      and message_id = $messageId`,
  params: { chatId, messageId },
  row: promptColumns,
});

export const findPromptInTheAir = defineStatement({
  name: "find_prompt_in_the_air",
  text: `
    select ${columns} from prompts
    where organisation_id = entered_organisation_id() and chat_id = $chatId and user_id = $userId
      and message_id is null and not closed
      and exists (
        select from deliveries d
        where d.organisation_id = prompts.organisation_id and d.chat_id = prompts.chat_id
          and d.kind = 'prompt' and (d.content ->> 'promptId')::bigint = prompts.id
          and d.attempts > 0
      )
    order by id desc limit 1`,
  params: { chatId, userId },
  row: promptColumns,
});

export const findOpenQuestion = defineStatement({
  name: "find_open_question",
  text: `
    select ${columns} from prompts
    where organisation_id = entered_organisation_id() and chat_id = $chatId and user_id = $userId
      and purpose <> 'summary' and not closed
    order by id desc limit 1`,
  params: { chatId, userId },
  row: promptColumns,
});

export const recordPromptSent = defineStatement({
  name: "record_prompt_sent",
  text: `
    update prompts set message_id = $messageId
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: bigInteger, messageId },
  row: {},
});

export const withdrawSummaryPrompts = defineStatement({
  name: "withdraw_summary_prompts",
  text: `
    with gone as (
      update prompts set closed = true
      where organisation_id = entered_organisation_id() and incident_id = $incidentId
        and purpose = 'summary' and not closed
      returning chat_id, thread_id, message_id
    ), owed as (${oweDeletions("gone")})
    select count(*)::integer as withdrawn from gone`,
  params: { incidentId },
  row: { withdrawn: integer },
});

export const closePrompt = defineStatement({
  name: "close_prompt",
  text: `
    update prompts set closed = true
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: bigInteger },
  row: {},
});

export const closeSettingPrompts = defineStatement({
  name: "close_setting_prompts",
  text: `
    update prompts set closed = true
    where organisation_id = entered_organisation_id() and chat_id = $chatId
      and user_id = $userId and purpose = 'setting' and not closed
    returning ${columns}`,
  params: { chatId, userId },
  row: promptColumns,
});
