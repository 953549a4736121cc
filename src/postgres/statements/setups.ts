import * as v from "valibot";
import { boolean, chatId, json, messageId, nullable, text, userId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

const names = json<readonly string[]>(v.parser(v.array(v.string())));

const columns = {
  chat_id: chatId,
  user_id: userId,
  name: text,
  departments: names,
  message_id: nullable(messageId),
  prompt_message_id: nullable(messageId),
};

export const lockSetup = defineStatement({
  name: "lock_setup",
  text: `
    select chat_id, user_id, name, departments, message_id, prompt_message_id from setups
    where chat_id = $chatId
    for update`,
  params: { chatId },
  row: columns,
});

export const saveSetup = defineStatement({
  name: "save_setup",
  text: `
    insert into setups (chat_id, user_id, name, departments, message_id, prompt_message_id)
    values ($chatId, $userId, $name, $departments, $messageId, $promptMessageId)
    on conflict (chat_id) do update set
      user_id = excluded.user_id, name = excluded.name, departments = excluded.departments,
      message_id = excluded.message_id, prompt_message_id = excluded.prompt_message_id,
      changed_at = excluded.changed_at`,
  params: {
    chatId,
    userId,
    name: text,
    departments: names,
    messageId: nullable(messageId),
    promptMessageId: nullable(messageId),
  },
  row: {},
});

export const deleteSetup = defineStatement({
  name: "delete_setup",
  text: `delete from setups where chat_id = $chatId`,
  params: { chatId },
  row: {},
});

export const readNamePromptInTheAir = defineStatement({
  name: "read_name_prompt_in_the_air",
  text: `
    select exists (
      select from deliveries
      where organisation_id is null and chat_id = $chatId and kind = 'setup_name_prompt'
        and attempts > 0
    ) as is_in_the_air`,
  params: { chatId },
  row: { is_in_the_air: boolean },
});
