import { deliveryPriorities } from "../../desk/ports.ts";

/**
 * What follows from another statement's rows is owed by that statement itself: a statement of its
 * own would have to wait for them. As `enqueue_deliveries` has it.
 */
function owe(kind: "delete_message" | "prompt", field: string, column: string, from: string) {
  return `
      insert into deliveries
        (organisation_id, kind, chat_id, thread_id, content, priority, due_at)
      select entered_organisation_id(), '${kind}', chat_id, thread_id,
        jsonb_build_object('kind', '${kind}', '${field}', ${column}), ${deliveryPriorities[kind]},
        roadcall_now()
      from ${from}
      where ${column} is not null and not exists (
        select from groups g
        where g.organisation_id = entered_organisation_id() and g.chat_id = ${from}.chat_id
          and g.left_at is not null
      )`;
}

/** The deletion of the messages in these rows: `chat_id`, `thread_id`, `message_id`. */
export function oweDeletions(rows: string): string {
  return owe("delete_message", "messageId", "message_id", rows);
}

/** The sending of the prompts in these rows: `chat_id`, `thread_id`, `id`. */
export function owePrompts(rows: string): string {
  return owe("prompt", "promptId", "id", rows);
}
