-- The clocks: what an organisation sets of them, their stamps, and what they do.

alter table organisations
  -- Reminders come without a sound.
  add column quiet_reminders boolean not null default false,
  -- Takes what nobody gives to a department.
  add column default_department_id bigint,
  add foreign key (id, default_department_id) references departments (organisation_id, id)
    on delete set null (default_department_id);
grant update (quiet_reminders, default_department_id) on organisations to roadcall_app;

alter table cycles
  -- When the time to resolve it was over; null where it is not, or was not.
  add column breached_at timestamptz;
alter table department_sessions
  -- Since when nobody has it: the assignment, or the last release. Null: the assignment.
  add column waiting_since timestamptz,
  -- When the time to claim it was over; null where it is not, or was not.
  add column breached_at timestamptz;

alter table timers
  drop constraint timers_kind_check,
  add constraint timers_kind_check check (
    kind in (
      'choice_expired', 'department_reminder', 'claim_reminder', 'resolve_reminder',
      'summary_reminder', 'claim_breach', 'resolve_breach', 'grace_over'
    )
  );

alter table timeline_events
  drop constraint timeline_events_type_check,
  add constraint timeline_events_type_check check (
    type in (
      'opened', 'department_assigned', 'claimed', 'claim_ended', 'resolution_requested',
      'resolution_withdrawn', 'summary_handed_over', 'resolved', 'closed', 'reopened',
      'commented', 'description_edited', 'sla_breached', 'reminded', 'escalated'
    )
  );

alter table notices
  drop constraint notices_kind_check,
  add constraint notices_kind_check check (kind in ('ping', 'notice', 'reminder')),
  -- Of a reminder: the next one of the same clock takes its place.
  add column clock text check (clock in ('department', 'claim', 'resolve', 'summary')),
  add check ((kind = 'reminder') = (clock is not null));

alter table deliveries
  drop constraint deliveries_kind_check,
  add constraint deliveries_kind_check check (
    kind in (
      'card', 'ping', 'private_ping', 'claimed_notice', 'resolved_notice', 'prompt',
      'delete_message', 'setup_board', 'setup_name_prompt', 'answer', 'reminder',
      'private_reminder'
    )
  );
