import { bigInteger, instant, nullable, organisationId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

/** Replicas may tick at once, and none of them turns the time back. */
export const recordTick = defineStatement({
  name: "record_tick",
  text: `
    insert into last_tick (at) values (roadcall_now())
    on conflict (only_row) do update set at = greatest(last_tick.at, excluded.at)`,
  params: {},
  row: {},
});

export const readLastTick = defineStatement({
  name: "read_last_tick",
  text: `select roadcall_now() as now, (select at from last_tick) as last_tick`,
  params: {},
  row: { now: instant, last_tick: nullable(instant) },
});

export const readPlatformHealth = defineStatement({
  name: "read_platform_health",
  text: `
    select organisation_id, group_count, open_count, due_count, failed_count
    from platform_health()`,
  params: {},
  row: {
    organisation_id: nullable(organisationId),
    group_count: bigInteger,
    open_count: bigInteger,
    due_count: bigInteger,
    failed_count: bigInteger,
  },
});
