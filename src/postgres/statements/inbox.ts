import { bigInteger, instant, integer, text, updateId, writtenJson } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const keepUpdates = defineStatement({
  name: "keep_updates",
  text: `
    insert into inbox (update_id, lane, received)
    select u.update_id, u.lane, u.received
    from jsonb_to_recordset($updates) as u (update_id bigint, lane text, received text)
    on conflict (update_id) do nothing`,
  params: {
    updates: writtenJson<
      readonly {
        readonly update_id: number;
        readonly lane: string;
        readonly received: string;
      }[]
    >(),
  },
  row: {},
});

export const listWaiting = defineStatement({
  name: "list_waiting_updates",
  text: `
    with waiting as (
      select update_id, lane, received, received_at,
        row_number() over (partition by lane order by update_id) as place,
        min(update_id) over (partition by lane) as first
      from inbox
      where lane not in (select jsonb_array_elements_text($except))
    ), ranked as (
      select *, dense_rank() over (order by first) as rank from waiting where place <= $perLane::integer
    )
    select update_id, lane, received, received_at, roadcall_now() as now
    from ranked where rank <= $lanes::integer
    order by rank, update_id`,
  params: { except: writtenJson<readonly string[]>(), perLane: integer, lanes: integer },
  row: {
    update_id: updateId,
    lane: text,
    received: text,
    received_at: instant,
    now: instant,
  },
});

export const countInbox = defineStatement({
  name: "count_inbox",
  text: `select count(*) as found from inbox`,
  params: {},
  row: { found: bigInteger },
});

export const forgetUpdates = defineStatement({
  name: "forget_updates",
  text: `
    delete from inbox
    where update_id in (select id::bigint from jsonb_array_elements_text($ids) as id)`,
  params: { ids: writtenJson<readonly number[]>() },
  row: {},
});
