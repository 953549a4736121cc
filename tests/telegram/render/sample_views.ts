/** A day at Acme Logistics, to render. */
import type { CardView, IncidentDetails } from "../../../src/desk/views.ts";
import type { Department } from "../../../src/desk/ports/organisations.ts";
import type { Incident } from "../../../src/incident/incident.ts";
import {
  parseCardId,
  parseChatId,
  parseDepartmentId,
  parseGroupId,
  parseIncidentId,
  parseMessageId,
  parseOrganisationId,
  parseUserId,
} from "../../../src/people/ids.ts";
import type { Person } from "../../../src/people/person.ts";

export function createPerson(
  id: number,
  firstName: string,
  lastName: string | null = null,
): Person {
  return { userId: parseUserId(id), firstName, lastName, username: null, languageCode: "en" };
}

export const dana: Person = { ...createPerson(11, "Dana", "Driver"), username: "dana_d" };
export const max: Person = { ...createPerson(12, "Max", "Mechanic"), username: "max_m" };
export const mia: Person = createPerson(13, "Mia");

export const dispatch: Department = {
  id: parseDepartmentId(1),
  name: "Dispatch",
  restricted: false,
};
export const maintenance: Department = {
  ...dispatch,
  id: parseDepartmentId(2),
  name: "Maintenance",
};
export const safety: Department = { id: parseDepartmentId(3), name: "Safety", restricted: true };

export const organisation = {
  id: parseOrganisationId(1),
  name: "Acme Logistics",
  timeZone: "Europe/Berlin",
  claimMinutes: 10,
  resolveMinutes: 120,
  summaryMinutes: 10,
  quietReminders: false,
  defaultDepartmentId: null,
};

/** A moment of Monday, 3 November 2025, by the clock in Berlin. */
export function at(time: string, day = "2025-11-03"): number {
  return Date.parse(`${day}T${time}:00+01:00`);
}

export const reported: Incident = {
  id: parseIncidentId(420),
  organisationId: organisation.id,
  groupId: parseGroupId(1),
  number: 42,
  reporterId: dana.userId,
  status: "awaiting_department",
  version: 1,
  changedAt: at("14:02"),
  cycle: { ordinal: 1, openedAt: at("14:02"), assignedAt: null, claimedAt: null, breachedAt: null },
  session: null,
  claims: [],
  resolution: null,
  ending: null,
};

export const waiting: Incident = {
  ...reported,
  status: "awaiting_claim",
  cycle: { ...reported.cycle, assignedAt: at("14:03") },
  session: {
    ordinal: 1,
    departmentId: maintenance.id,
    assignedAt: at("14:03"),
    claimedAt: null,
    waitingSince: at("14:03"),
    breachedAt: null,
  },
};

export const claimed: Incident = {
  ...waiting,
  status: "in_progress",
  claims: [
    { userId: max.userId, claimedAt: at("14:05") },
    { userId: mia.userId, claimedAt: at("14:20") },
  ],
};

export const summing: Incident = {
  ...claimed,
  status: "awaiting_summary",
  resolution: { requestedAt: at("15:40"), requestedBy: max.userId, writerId: max.userId },
};

export const resolved = {
  ...waiting,
  status: "resolved",
  ending: {
    type: "resolved",
    resolvedAt: at("15:40"),
    summarisedAt: at("15:42"),
    summarisedBy: max.userId,
    late: false,
  },
} as const satisfies Incident;

export function createCardView(incident: Incident, changes: Partial<CardView> = {}): CardView {
  return {
    organisation,
    incident,
    reporter: dana,
    department: incident.session === null ? null : maintenance,
    responders: [max, mia].filter((one) =>
      incident.claims.some(({ userId }) => userId === one.userId)
    ),
    writer: incident.resolution === null ? null : max,
    summariser: incident.ending?.type === "resolved" ? max : null,
    description:
      "Truck 12 lost its coolant on the A9 near exit 4. Warning lights on, cannot drive.",
    summary: incident.ending?.type === "resolved"
      ? "Hose replaced, coolant topped up. Dana is back on the road."
      : null,
    media: [],
    reach: incident.session === null ? null : "department",
    now: at("16:00"),
    cardId: parseCardId(7),
    place: { chatId: parseChatId(-1001234567890), threadId: null },
    groupKind: "supergroup",
    messageId: parseMessageId(99),
    replyTo: parseMessageId(98),
    pin: "pinned",
    wantedVersion: 1,
    departments: [dispatch, maintenance, safety],
    choice: null,
    ...changes,
  };
}

export function createDetails(
  incident: Incident,
  changes: Partial<IncidentDetails> = {},
): IncidentDetails {
  const view = createCardView(incident);
  return {
    ...view,
    timeline: [],
    missedCalls: [],
    texts: [],
    people: [dana, max, mia],
    card: {
      chatId: view.place.chatId,
      groupKind: view.groupKind,
      messageId: view.messageId,
    },
    reportMessageId: view.replyTo,
    ...changes,
  };
}
