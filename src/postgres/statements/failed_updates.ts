import { boolean, instant, integer, nullable, text, updateId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const countFailure = defineStatement({
  name: "count_failure",
  text: `
    insert into failed_updates (update_id, lane, type, error) values ($id, $lane, $type, $error)
    on conflict (update_id) do update set
      failures = failed_updates.failures + 1, error = excluded.error,
      failed_at = excluded.failed_at
    returning failures, set_aside_at is not null as set_aside`,
  params: { id: updateId, lane: text, type: text, error: text },
  row: { failures: integer, set_aside: boolean },
});

export const setAside = defineStatement({
  name: "set_update_aside",
  text: `
    update failed_updates set set_aside_at = roadcall_now(), received = $received
    where update_id = $id and set_aside_at is null`,
  params: { id: updateId, received: text },
  row: {},
});

export const listSetAside = defineStatement({
  name: "list_set_aside",
  text: `
    select update_id, lane, type, error, coalesce(set_aside_at, failed_at) as set_aside_at
    from failed_updates where set_aside_at is not null
    order by failed_updates.set_aside_at, update_id`,
  params: {},
  row: { update_id: updateId, lane: text, type: text, error: text, set_aside_at: instant },
});

export const replayUpdates = defineStatement({
  name: "replay_updates",
  text: `
    with back as (
      delete from failed_updates
      where set_aside_at is not null and ($id::bigint is null or update_id = $id)
      returning update_id, lane, received
    ), kept as (
      insert into inbox (update_id, lane, received)
      select update_id, lane, received from back
      on conflict (update_id) do nothing
    )
    select update_id from back order by update_id`,
  params: { id: nullable(updateId) },
  row: { update_id: updateId },
});

export const pruneFailedUpdates = defineStatement({
  name: "prune_failed_updates",
  text: `
    with now as (select roadcall_now() as at)
    delete from failed_updates using now
    where case
      when set_aside_at is null then failed_at <= now.at - make_interval(hours => $hours)
      else set_aside_at <= now.at - make_interval(days => $days)
    end`,
  params: { hours: integer, days: integer },
  row: {},
});
