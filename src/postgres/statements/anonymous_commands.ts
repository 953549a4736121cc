import { anonymousCommandId, chatId, integer, text, updateId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const insertAnonymousCommand = defineStatement({
  name: "insert_anonymous_command",
  text: `
    with expired as (
      delete from anonymous_commands where expires_at <= (select roadcall_now())
    )
    insert into anonymous_commands (organisation_id, chat_id, received, expires_at)
    values (entered_organisation_id(), $chatId, $received,
      roadcall_now() + make_interval(secs => $expiresSeconds::integer))
    returning id`,
  params: { chatId, received: text, expiresSeconds: integer },
  row: { id: anonymousCommandId },
});

export const takeAnonymousCommand = defineStatement({
  name: "take_anonymous_command",
  text: `
    update anonymous_commands set taken_by = $updateId
    where organisation_id is not distinct from entered_organisation_id() and id = $id
      and chat_id = $chatId and expires_at > (select roadcall_now())
      and (taken_by is null or taken_by = $updateId)
    returning received`,
  params: { id: anonymousCommandId, chatId, updateId },
  row: { received: text },
});

export const deleteAnonymousCommand = defineStatement({
  name: "delete_anonymous_command",
  text: `
    delete from anonymous_commands
    where organisation_id is not distinct from entered_organisation_id() and id = $id`,
  params: { id: anonymousCommandId },
  row: {},
});
