import { bigInteger, integer, text, updateId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

/**
 * Waits for another transaction that is applying the same update. What is owed from here on is owed
 * because of it.
 */
export const markProcessed = defineStatement({
  name: "mark_processed",
  text: `
    with fresh as (
      insert into processed_updates (update_id) values ($id) on conflict do nothing
      returning update_id
    )
    select update_id, set_config('roadcall.update_id', update_id::text, true) as entered from fresh`,
  params: { id: updateId },
  row: { update_id: updateId, entered: text },
});

export const findRefused = defineStatement({
  name: "find_refused",
  text: `select update_id from refused_updates where update_id = $id`,
  params: { id: updateId },
  row: { update_id: updateId },
});

export const noteRefusal = defineStatement({
  name: "note_refusal",
  text: `insert into refused_updates (update_id) values ($id) on conflict do nothing`,
  params: { id: updateId },
  row: {},
});

export const pruneProcessed = defineStatement({
  name: "prune_processed",
  text: `
    with gone as (
      delete from processed_updates
      where processed_at <= (select roadcall_now()) - make_interval(hours => $hours)
      returning update_id
    ), refused as (
      delete from refused_updates
      where refused_at <= (select roadcall_now()) - make_interval(hours => $hours)
    )
    select count(*) as gone from gone`,
  params: { hours: integer },
  row: { gone: bigInteger },
});
