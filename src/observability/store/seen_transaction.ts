import type {
  DatabaseFailure,
  Department,
  Group,
  IncidentRepository,
  MessageRepository,
  Organisation,
  PeopleRepository,
  SavedTransition,
  Telemetry,
  TelemetryContexts,
} from "../../desk/ports.ts";
import { type Happened, type Incident, tellEvent } from "./lifecycle.ts";
import type { SeenNames } from "./seen_names.ts";

type View = NonNullable<
  Awaited<ReturnType<IncidentRepository["findIncidentDetails"] | MessageRepository["findCardView"]>>
>;
type Person = Parameters<PeopleRepository["rememberPerson"]>[1];
type Actor = Awaited<ReturnType<PeopleRepository["getActor"]>>;

const roles: Readonly<Record<Actor["role"], string>> = {
  driver: "Driver",
  dispatcher: "Dispatcher",
  ops_manager: "OpsManager",
};

/**
 * What has been read and written within one transaction. It tells who and what it is about as soon
 * as that is seen, and what happened once it is committed.
 */
export class SeenTransaction {
  readonly #telemetry: Telemetry;
  readonly #names: SeenNames;
  readonly #incidents = new Map<Incident["id"], Incident>();
  readonly #happened: Happened[] = [];
  #person: Person | null = null;
  #group: string | null = null;
  #current: Incident | null = null;
  #at: number | null = null;
  /** Whether the update that it applies was new to the database; null where it applies none. */
  update: "fresh" | "known" | null = null;
  /** The first operation that failed; what failed after it failed because of it. */
  failed: TelemetryContexts["database_operation"] | null = null;

  constructor(telemetry: Telemetry, names: SeenNames) {
    this.#telemetry = telemetry;
    this.#names = names;
  }

  sawOrganisation(organisation: Pick<Organisation, "id"> | null): void {
    if (organisation !== null) this.#telemetry.setTag("organisation_id", organisation.id);
  }

  sawGroup(group: Group | null): void {
    if (group === null) return;
    this.#names.learnGroup(group);
    this.#group = group.title;
    this.#telemetry.setTag("group_id", group.id);
    this.sawOrganisation(group.organisation);
  }

  sawGroupId(id: Group["id"]): void {
    this.#group = this.#names.findGroup(id);
    this.#telemetry.setTag("group_id", id);
  }

  sawDepartments(departments: readonly (Pick<Department, "id" | "name"> | null)[]): void {
    this.#names.learnDepartments(departments);
  }

  /** An incident with what is shown of it. */
  sawView(view: View | null): void {
    if (view === null) return;
    this.sawDepartments([view.department, ...view.departments]);
    this.#telemetry.setTag("group_id", view.incident.groupId);
    this.#at = view.now;
    this.sawIncident(view.incident);
  }

  sawPerson(person: Person): void {
    this.#person = person;
  }

  /** Of whoever acts: of others the role is not asked for, or does not matter. */
  sawActor({ userId, role }: Actor): void {
    if (this.#person?.userId !== userId) return;
    const { username, firstName, lastName, languageCode } = this.#person;
    this.#telemetry.setUser({
      id: userId,
      username,
      firstName,
      lastName,
      languageCode,
      role: roles[role],
      group: this.#group,
    });
  }

  /** The database's clock, which an incident's age is told by. */
  sawClock(at: number): void {
    this.#at = at;
    this.#tellIncident();
  }

  sawIncident(incident: Incident | null): void {
    if (incident === null) return;
    this.#incidents.set(incident.id, incident);
    this.#current = incident;
    this.#telemetry.setTag("incident_id", incident.id);
    this.#tellIncident();
  }

  saved({ after, events }: Pick<SavedTransition, "after" | "events">): void {
    const before = this.#incidents.get(after.id) ?? null;
    this.#happened.push(...events.map((event) => ({ before, after, event })));
    this.sawIncident(after);
  }

  /** An operation that failed, which whoever captures the error has as a context. */
  sawFailure(operation: string, { table, code, constraint }: DatabaseFailure): void {
    if (this.failed !== null) return;
    this.failed = { operation, table, sqlstate: code, constraint };
    this.#telemetry.setContext("database_operation", this.failed);
    this.#telemetry.addBreadcrumb({
      category: "query",
      message: operation,
      level: "error",
      data: { failed: true, ...(code === null ? {} : { code }) },
    });
  }

  committed(): void {
    for (const happened of this.#happened) tellEvent(this.#telemetry, happened);
  }

  #tellIncident(): void {
    if (this.#current === null) return;
    const { number, status, session, groupId, cycle, changedAt, claims } = this.#current;
    const at = Math.max(this.#at ?? changedAt, changedAt);
    this.#telemetry.setContext("incident", {
      number,
      status,
      department: session === null ? null : this.#names.nameDepartment(session.departmentId),
      group: this.#names.findGroup(groupId),
      age_seconds: Math.round((at - cycle.openedAt) / 1000),
      responders: claims.length,
    });
  }
}
