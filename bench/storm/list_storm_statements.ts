/**
 * `apart`: each incident's reporter is asked for a department, which nothing can be merged with.
 * `merged`: one incident in each group has waited five hours for a claim, so that many reminders
 * came due one after another, of which one message is to be sent.
 */
export type StormKind = "apart" | "merged";

/**
 * Within one transaction, so that what belongs together has the same stamps. Statements that make timers of the first groups of a filled database due at once, as if nobody had
 * looked at the clock; for its owner, past triggers and foreign keys.
 */
export function listStormStatements(kind: StormKind, groups: number): readonly string[] {
  const concerned = `(select id from incidents where group_id <= ${groups})`;
  return kind === "apart"
    ? [
      `update incidents set status = 'awaiting_department', version = 1, session = null,
        opened_at = now() - interval '301 seconds', changed_at = now() - interval '301 seconds'
      where group_id <= ${groups}`,
      ...["department_sessions", "claims", "participation", "notices", "timers"].map((table) =>
        `delete from ${table} where incident_id in ${concerned}`
      ),
      `delete from texts where kind = 'summary' and incident_id in ${concerned}`,
      `delete from timeline_events where ordinal > 1 and incident_id in ${concerned}`,
      `update cycles set opened_at = now() - interval '301 seconds', assigned_at = null,
        claimed_at = null, resolution_requested_at = null, resolution_requested_by = null,
        writer_id = null, ending = null, ended_at = null, resolved_at = null, summarised_by = null,
        late = null
      where incident_id in ${concerned}`,
      `update cards set wanted_version = 1, shown_version = 1, pin = 'pinned'
      where incident_id in ${concerned}`,
      `insert into timers (organisation_id, incident_id, kind, due_at)
      select organisation_id, id, 'department_reminder', opened_at + interval '5 minutes'
      from incidents where group_id <= ${groups}`,
    ]
    : [
      "update organisations set claim_minutes = 10, resolve_minutes = 43200",
      `update department_sessions
      set assigned_at = now() - interval '5 hours', waiting_since = now() - interval '5 hours'
      where incident_id in ${concerned}`,
      `update cycles
      set opened_at = now() - interval '5 hours', assigned_at = now() - interval '5 hours'
      where incident_id in ${concerned}`,
      `update timers set due_at = now() - interval '290 minutes'
      where kind in ('claim_reminder', 'claim_breach') and incident_id in ${concerned}`,
    ];
}
