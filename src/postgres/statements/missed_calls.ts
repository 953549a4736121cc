import { missReasons } from "../../desk/ports.ts";
import type { UserId } from "../../people/ids.ts";
import { incidentId, instant, integer, json, oneOf, writtenJson } from "../codec.ts";
import { parseUserIds } from "../documents/people.ts";
import { defineStatement } from "../statement.ts";

export const noteMissedCall = defineStatement({
  name: "note_missed_call",
  text: `
    insert into missed_calls as m (organisation_id, incident_id, session, why, user_ids)
    values (entered_organisation_id(), $incidentId, $session, $why, $userIds)
    on conflict (organisation_id, incident_id, session, why) do update set user_ids = (
      select jsonb_agg(distinct id) from jsonb_array_elements(m.user_ids || excluded.user_ids) id
    )`,
  params: {
    incidentId,
    session: integer,
    why: oneOf(missReasons),
    userIds: writtenJson<readonly UserId[]>(),
  },
  row: {},
});

export const listMissedCalls = defineStatement({
  name: "list_missed_calls",
  text: `
    select session, why, user_ids, at from missed_calls
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
    order by at, session, why`,
  params: { incidentId },
  row: {
    session: integer,
    why: oneOf(missReasons),
    user_ids: json(parseUserIds),
    at: instant,
  },
});
