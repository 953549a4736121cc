import type { DeliveryContent } from "../../desk/delivery_content.ts";
import type { DeliveryId } from "../../people/ids.ts";
import {
  boolean,
  chatId,
  deliveryId,
  instant,
  integer,
  json,
  nullable,
  organisationId,
  text,
  threadId,
  updateId,
  writtenJson,
} from "../codec.ts";
import { findDeliveryContent } from "../documents/delivery_content.ts";
import { defineStatement } from "../statement.ts";

/**
 * A card that has one pending already gets no second one, and a group that the bot was removed from
 * gets none at all. Nor does a person in a group for whom so many answers wait there already.
 */
export const enqueueDeliveries = defineStatement({
  name: "enqueue_deliveries",
  text: `
    insert into deliveries
      (organisation_id, kind, chat_id, thread_id, content, card_id, priority, due_at)
    select entered_organisation_id(), d.content ->> 'kind', d.chat_id, d.thread_id, d.content,
      (d.content ->> 'cardId')::bigint, d.priority,
      now.at + make_interval(secs => d.delay_seconds)
    from (select roadcall_now() as at) now, jsonb_to_recordset($deliveries) as d
      (place integer, chat_id bigint, thread_id bigint, content jsonb, priority integer,
      delay_seconds double precision)
    where not exists (
      select from groups g
      where g.organisation_id = entered_organisation_id() and g.chat_id = d.chat_id
        and g.left_at is not null
    )
    and (
      d.content ->> 'kind' <> 'answer' or d.chat_id > 0 or (
        select count(*) from deliveries w
        where w.organisation_id is not distinct from entered_organisation_id()
          and w.kind = 'answer' and w.abandoned_at is null and w.chat_id = d.chat_id
          and w.content -> 'viewer' -> 'userId' = d.content -> 'viewer' -> 'userId'
      ) < $mostAnswers::integer
    )
    order by d.place
    on conflict (card_id) where abandoned_at is null do nothing`,
  params: {
    deliveries: writtenJson<
      readonly {
        readonly place: number;
        readonly chat_id: number;
        readonly thread_id: number | null;
        readonly content: DeliveryContent;
        readonly priority: number;
        readonly delay_seconds: number;
      }[]
    >(),
    mostAnswers: integer,
  },
  row: {},
});

const limits = {
  overall: integer,
  inGroupMinute: integer,
  burst: integer,
  burstSeconds: integer,
  kinds: writtenJson<readonly string[]>(),
};

export const claimDueDeliveries = defineStatement({
  name: "claim_due_deliveries",
  text: `
    select id, organisation_id, chat_id, thread_id, content, attempt, due_at, claimed_at
    from claim_due_deliveries($limit, $leaseSeconds, $overall, $inGroupMinute, $burst,
      $burstSeconds, $kinds)`,
  params: { limit: integer, leaseSeconds: integer, ...limits },
  row: {
    id: deliveryId,
    organisation_id: nullable(organisationId),
    chat_id: chatId,
    thread_id: nullable(threadId),
    content: json(findDeliveryContent),
    attempt: integer,
    due_at: instant,
    claimed_at: instant,
  },
});

export const hastenDeliveries = defineStatement({
  name: "hasten_deliveries",
  text: `select from hasten_deliveries()`,
  params: {},
  row: {},
});

export const pruneAbandonedDeliveries = defineStatement({
  name: "prune_abandoned_deliveries",
  text: `select prune_abandoned_deliveries($days) as pruned`,
  params: { days: integer },
  row: { pruned: integer },
});

export const countDeliveriesOf = defineStatement({
  name: "count_deliveries_of",
  text: `select count_deliveries_of($id) as owed`,
  params: { id: updateId },
  row: { owed: integer },
});

export const countDeliveryBacklog = defineStatement({
  name: "count_delivery_backlog",
  text: `select count_delivery_backlog() as backlog`,
  params: {},
  row: { backlog: integer },
});

export const readNextDelivery = defineStatement({
  name: "read_next_delivery",
  text: `
    select next_delivery_due_at($overall, $inGroupMinute, $burst, $burstSeconds, $kinds) as due_at,
      roadcall_now() as now`,
  params: limits,
  row: { due_at: nullable(instant), now: instant },
});

export const renewDeliveries = defineStatement({
  name: "renew_deliveries",
  text: `select id from renew_deliveries($held, $leaseSeconds)`,
  params: {
    held: writtenJson<readonly { readonly id: DeliveryId; readonly attempt: number }[]>(),
    leaseSeconds: integer,
  },
  row: { id: deliveryId },
});

export const completeDelivery = defineStatement({
  name: "complete_delivery",
  text: `
    delete from deliveries
    where organisation_id is not distinct from entered_organisation_id() and id = $id`,
  params: { id: deliveryId },
  row: {},
});

/**
 * Where nothing failed the try does not count, so that it makes no later wait longer. When it was due
 * and failed first is kept, unless it is to be done once more at once: that is another thing, due
 * now. Whoever has lost the lease leaves it to the one who has it.
 */
export const postponeDelivery = defineStatement({
  name: "postpone_delivery",
  text: `
    update deliveries
    set leased_until = null, error = $error,
      attempts = attempts - case when $error::text is null then 1 else 0 end,
      first_due_at = case when $milliseconds > 0 then coalesce(first_due_at, due_at) end,
      failing_since = case when $milliseconds > 0 or $error::text is not null then failing_since end,
      due_at = roadcall_now() + make_interval(secs => $milliseconds::integer / 1000.0)
    where organisation_id is not distinct from entered_organisation_id() and id = $id
      and attempts = $attempt and abandoned_at is null`,
  params: { id: deliveryId, attempt: integer, milliseconds: integer, error: nullable(text) },
  row: {},
});

export const noteDeliveryFailure = defineStatement({
  name: "note_delivery_failure",
  text: `
    update deliveries set failing_since = coalesce(failing_since, roadcall_now())
    where organisation_id is not distinct from entered_organisation_id() and id = $id
      and attempts = $attempt and abandoned_at is null
    returning coalesce(failing_since, roadcall_now()) as failing_since, roadcall_now() as now`,
  params: { id: deliveryId, attempt: integer },
  row: { failing_since: instant, now: instant },
});

export const abandonDelivery = defineStatement({
  name: "abandon_delivery",
  text: `
    update deliveries set leased_until = null, error = $error, abandoned_at = roadcall_now()
    where organisation_id is not distinct from entered_organisation_id() and id = $id
      and abandoned_at is null`,
  params: { id: deliveryId, error: text },
  row: {},
});

export const pauseChat = defineStatement({
  name: "pause_chat",
  text: `select from pause_chat($chatId, $seconds, $refused)`,
  params: { chatId, seconds: integer, refused: boolean },
  row: {},
});
