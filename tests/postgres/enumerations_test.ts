import assert from "node:assert/strict";
import { deliveryPriorities } from "../../src/desk/ports/deliveries.ts";
import {
  cardPurposes,
  mediaKinds,
  missReasons,
  reaches,
  sourceKinds,
  textKinds,
  timerKinds,
} from "../../src/desk/ports.ts";
import { closeReasons, incidentStatuses } from "../../src/incident/incident.ts";
import { claimOutcomes } from "../../src/incident/timeline.ts";
import { roles } from "../../src/people/role.ts";
import { testOnBoth } from "./databases.ts";

const expected: Readonly<Record<string, readonly string[]>> = {
  "cards.purpose": cardPurposes,
  "claims.outcome": claimOutcomes,
  "cycles.close_reason": closeReasons,
  "deliveries.kind": Object.keys(deliveryPriorities),
  "department_sessions.reach": reaches,
  "incidents.status": incidentStatuses,
  "memberships.role": roles,
  "missed_calls.why": missReasons,
  "participation.outcome": claimOutcomes,
  "recent_messages.media_kind": mediaKinds,
  "sources.kind": sourceKinds,
  "sources.media_kind": mediaKinds,
  "texts.kind": textKinds,
  "timers.kind": timerKinds,
};

testOnBoth("the database checks the enumerations that the program has", async ({ sql }) => {
  const rows = await sql.unsafe(`
    select c.conrelid::regclass::text || '.' || a.attname as column,
      pg_get_constraintdef(c.oid) as definition
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'c' and c.connamespace = 'public'::regnamespace
      and array_length(c.conkey, 1) = 1`);
  for (const [column, values] of Object.entries(expected)) {
    const definitions = rows.filter((row) => row["column"] === column)
      .map((row) => String(row["definition"]));
    const listed = definitions.flatMap((definition) =>
      [...definition.matchAll(/'([a-z_]+)'::text/g)].map(([, value]) => String(value))
    );
    assert.deepEqual(listed.sort(), [...values].sort(), column);
  }
});
