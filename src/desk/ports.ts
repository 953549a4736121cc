/** What the use cases need from the outside. */
import type { AnonymousCommandRepository } from "./ports/anonymous_commands.ts";
import type { ConnectionRepository } from "./ports/connections.ts";
import type { Database } from "./ports/database.ts";
import type { DeliveryRepository, UpdateRepository } from "./ports/deliveries.ts";
import type { GroupRepository } from "./ports/groups.ts";
import type { DepartmentRepository } from "./ports/departments.ts";
import type { IncidentRepository } from "./ports/incidents.ts";
import type { FailedUpdateRepository, InboxRepository } from "./ports/inbox.ts";
import type { LeaseRepository } from "./ports/leases.ts";
import type { MemberRepository } from "./ports/members.ts";
import type { MessageRepository } from "./ports/messages.ts";
import type { Clock, OrganisationRepository } from "./ports/organisations.ts";
import type { SettingsRepository } from "./ports/organisation_settings.ts";
import type { PeopleRepository } from "./ports/people.ts";
import type { PlatformRepository } from "./ports/platform.ts";
import type { ReportRepository } from "./ports/reports.ts";
import type { SetupRepository } from "./ports/setups.ts";
import type { TimerRepository } from "./ports/timers.ts";

export * from "./ports/anonymous_commands.ts";
export * from "./ports/connections.ts";
export * from "./ports/report_files.ts";
export * from "./ports/database.ts";
export * from "./ports/deliveries.ts";
export * from "./ports/groups.ts";
export * from "./ports/departments.ts";
export * from "./ports/incidents.ts";
export * from "./ports/inbox.ts";
export * from "./ports/leases.ts";
export * from "./ports/log.ts";
export * from "./ports/members.ts";
export * from "./ports/messages.ts";
export * from "./ports/metrics.ts";
export * from "./ports/organisation_settings.ts";
export * from "./ports/organisations.ts";
export * from "./ports/people.ts";
export * from "./ports/platform.ts";
export * from "./ports/reports.ts";
export * from "./ports/setups.ts";
export * from "./ports/telegram.ts";
export * from "./ports/telemetry.ts";
export * from "./ports/timers.ts";

/** The database with its repositories, one a noun. */
export interface Store {
  readonly database: Database;
  readonly clock: Clock;
  readonly organisations: OrganisationRepository;
  readonly groups: GroupRepository;
  readonly members: MemberRepository;
  readonly departments: DepartmentRepository;
  readonly settings: SettingsRepository;
  readonly people: PeopleRepository;
  readonly incidents: IncidentRepository;
  readonly messages: MessageRepository;
  readonly deliveries: DeliveryRepository;
  readonly updates: UpdateRepository;
  readonly inbox: InboxRepository;
  readonly failedUpdates: FailedUpdateRepository;
  readonly leases: LeaseRepository;
  readonly setups: SetupRepository;
  readonly anonymousCommands: AnonymousCommandRepository;
  readonly timers: TimerRepository;
  readonly connections: ConnectionRepository;
  readonly platform: PlatformRepository;
  readonly reports: ReportRepository;
}
