import { timerKinds } from "../../desk/ports.ts";
import {
  bigInteger,
  boolean,
  incidentId,
  instant,
  integer,
  oneOf,
  organisationId,
  text,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";

const kind = oneOf(timerKinds);

/** With an id of its own, so that whoever still works on the earlier one cannot delete it. */
export const setTimer = defineStatement({
  name: "set_timer",
  text: `
    insert into timers (organisation_id, incident_id, kind, due_at)
    values (entered_organisation_id(), $incidentId, $kind, $dueAt)
    on conflict (organisation_id, incident_id, kind) do update set
      id = excluded.id, due_at = excluded.due_at, leased_until = null, attempts = 0`,
  params: { incidentId, kind, dueAt: instant },
  row: {},
});

export const clearTimer = defineStatement({
  name: "clear_timer",
  text: `
    delete from timers
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
      and kind = $kind`,
  params: { incidentId, kind },
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
