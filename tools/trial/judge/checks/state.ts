import { type Check, describeIncident, getState, type IncidentCase, type Looked } from "../case.ts";

/** What an incident is follows from its timeline: nothing changed it without an event. */
export const state: Check = {
  name: "every incident is what its timeline makes of it",
  look({ incidents }): Looked {
    const breaches = [...incidents.values()].flatMap((incident) => {
      const problem = incident.broken ?? findDifference(incident);
      return problem === null ? [] : [{
        what: `${describeIncident(incident)}: ${problem}`,
        evidence: { row: incident.row, claims: incident.claims, events: incident.events },
      }];
    });
    return { looked: incidents.size, breaches };
  },
};

function findDifference(incident: IncidentCase): string | null {
  const { row, claims, events } = incident;
  const gap = events.findIndex(({ ordinal }, index) => ordinal !== index + 1);
  if (gap >= 0) return `event ${gap + 1} is missing`;
  if (events.length === 0) return "there is no timeline";
  const expected = getState(incident);
  if (row.status !== expected.status) {
    return `it is ${row.status}, and ${expected.status} by its timeline`;
  }
  if (row.version !== expected.version) return `its version is ${row.version}`;
  if (row.cycle !== expected.cycle.ordinal) return `its cycle is ${row.cycle}`;
  if (row.session !== (expected.session?.ordinal ?? null)) return `its session is ${row.session}`;
  const held = claims.filter(({ endedAt }) => endedAt === null).map(({ userId }) => Number(userId));
  const due = expected.claims.map(({ userId }) => Number(userId));
  if (held.toSorted().join() !== due.toSorted().join()) {
    return `${held.join(", ") || "nobody"} holds it, and by its timeline ${
      due.join(", ") || "nobody"
    }`;
  }
  const begun = events.filter(({ fact }) => fact.type === "claimed").length;
  return begun === claims.length ? null : `${claims.length} claims stand for ${begun} events`;
}
