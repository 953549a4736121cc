import { noTelemetry, type Store, type Telemetry } from "../desk/ports.ts";
import type { Connection } from "./connection.ts";
import { PostgresDatabase } from "./database.ts";
import { anonymousCommandRepository } from "./repositories/anonymous_commands.ts";
import { catchUpRepository } from "./repositories/catch_ups.ts";
import { connectionRepository } from "./repositories/connections.ts";
import { createClock } from "./repositories/clock.ts";
import { deliveryRepository } from "./repositories/deliveries.ts";
import { groupRepository } from "./repositories/groups.ts";
import { departmentRepository } from "./repositories/departments.ts";
import { incidentRepository } from "./repositories/incidents.ts";
import { failedUpdateRepository } from "./repositories/failed_updates.ts";
import { inboxRepository } from "./repositories/inbox.ts";
import { leaseRepository } from "./repositories/leases.ts";
import { memberRepository } from "./repositories/members.ts";
import { messageRepository } from "./repositories/messages.ts";
import { organisationRepository } from "./repositories/organisations.ts";
import { peopleRepository } from "./repositories/people.ts";
import { platformRepository } from "./repositories/platform.ts";
import { settingsRepository } from "./repositories/organisation_settings.ts";
import { reportPaceRepository } from "./repositories/report_pace.ts";
import { reportRepository } from "./repositories/reports.ts";
import { setupRepository } from "./repositories/setups.ts";
import { timerRepository } from "./repositories/timers.ts";
import { updateRepository } from "./repositories/updates.ts";
import { webhookRepository } from "./repositories/webhook.ts";

/**
 * The repositories over a client of either backend; the schema must be there. Telemetry is told of
 * transactions and statements.
 */
export function createStore(
  connection: Pick<Connection, "backend" | "begin">,
  telemetry: Telemetry = noTelemetry,
): Store {
  const database = new PostgresDatabase(connection, telemetry);
  return {
    database,
    clock: createClock(database),
    organisations: organisationRepository,
    groups: groupRepository,
    members: memberRepository,
    departments: departmentRepository,
    settings: settingsRepository,
    people: peopleRepository,
    incidents: incidentRepository,
    messages: messageRepository,
    deliveries: deliveryRepository,
    catchUps: catchUpRepository,
    updates: updateRepository,
    inbox: inboxRepository,
    failedUpdates: failedUpdateRepository,
    leases: leaseRepository,
    setups: setupRepository,
    anonymousCommands: anonymousCommandRepository,
    timers: timerRepository,
    connections: connectionRepository,
    platform: platformRepository,
    reports: reportRepository,
    reportPace: reportPaceRepository,
    webhook: webhookRepository,
  };
}
