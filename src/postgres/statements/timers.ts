import type { TimerKind } from "../../desk/ports.ts";
import {
  bigInteger,
  boolean,
  incidentId,
  instant,
  integer,
  organisationId,
  text,
  writtenJson,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";

/**
 * With ids of their own, so that whoever still works on an earlier one cannot delete it. Those
 * without a time are cleared.
 */
export const setTimers = defineStatement({
  name: "set_timers",
  text: `
    with planned as (
      select kind, due_at from jsonb_to_recordset($planned) as t (kind text, due_at timestamptz)
    ), cleared as (
      delete from timers t using planned p
      where t.organisation_id = entered_organisation_id() and t.incident_id = $incidentId
        and t.kind = p.kind and p.due_at is null
    )
    insert into timers (organisation_id, incident_id, kind, due_at)
    select entered_organisation_id(), $incidentId, kind, due_at from planned
    where due_at is not null
    on conflict (organisation_id, incident_id, kind) do update set
      id = excluded.id, due_at = excluded.due_at, leased_until = null, attempts = 0`,
  params: {
    incidentId,
    planned: writtenJson<readonly { readonly kind: TimerKind; readonly due_at: string | null }[]>(),
  },
  row: {},
});

export const claimDueTimers = defineStatement({
  name: "claim_due_timers",
  text: `
    select id, organisation_id, incident_id, kind, due_at
    from claim_due_timers($limit, $leaseSeconds)`,
  params: { limit: integer, leaseSeconds: integer },
  row: {
    id: bigInteger,
    organisation_id: organisationId,
    incident_id: incidentId,
    // Of a later program's kind too.
    kind: text,
    due_at: instant,
  },
});

export const areTimersLate = defineStatement({
  name: "are_timers_late",
  text: `
    select exists (
      select from timers
      where organisation_id = entered_organisation_id()
        and due_at < roadcall_now() - make_interval(secs => $lateMs::bigint / 1000.0)
    ) as late`,
  params: { lateMs: bigInteger },
  row: { late: boolean },
});

export const hasTimer = defineStatement({
  name: "has_timer",
  text: `
    select exists (
      select from timers where organisation_id = entered_organisation_id() and id = $id
    ) as found`,
  params: { id: bigInteger },
  row: { found: boolean },
});

export const deleteTimer = defineStatement({
  name: "delete_timer",
  text: `
    delete from timers where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: bigInteger },
  row: {},
});
