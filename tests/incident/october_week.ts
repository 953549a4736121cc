/**
 * Eleven incidents of a company in Berlin, whose clocks went back an hour in the night of Sunday, 25
 * October 2026: week 43 has 169 hours. What they come to was worked out by hand, on paper:
 *
 * | no | reported        | department     | claimed by     | Resolve  | end                         |
 * | -- | --------------- | -------------- | -------------- | -------- | --------------------------- |
 * | 1  | Wed 14th  09:00 | M 09:05        | max 09:15      | 10:00    | resolved 10:05              |
 * | 1² | Tue 20th  08:00 | M 08:00        | max 08:30      | 09:30    | resolved 09:40              |
 * | 2  | Fri 16th  08:00 | D 08:00        |                |          | cancelled 08:30             |
 * | 3  | Sun 18th  23:30 | D 23:35        | sven 23:45     |          |                             |
 * |    |                 | M Mon 00:10    | max 00:25      | 01:00    | resolved 01:10              |
 * | 4  | Wed 21st  12:00 | D 12:01        |                |          | cancelled 12:06             |
 * | 5  | Thu 22nd  10:00 | M 10:10        | max 10:15      | 11:00    | closed 12:00; summary Fri   |
 * |    |                 |                |                |          | 09:00: resolved, late       |
 * | 6  | Fri 23rd  14:00 | D 14:00        | sven 14:08     | 15:00    | closed 16:00, no summary    |
 * | 7  | Sat 24th  20:00 | D 20:02        |                |          | open                        |
 * | 8  | Sun 25th  01:50 | D 01:55 summer | sven 02:05 s.  | 02:20 w. | resolved 02:25 winter       |
 * | 9  | Sun 25th  19:30 | M 19:40        | max 20:10,     | 21:00    | open, awaiting its summary  |
 * |    |                 |                | olga 20:20 and released 20:50                           |
 * | 10 | Sun 25th  21:50 | M 21:52        |                |          | open                        |
 * | 11 | Sun 25th  21:55 |                |                |          | open, of no department      |
 *
 * 1² is the reopening of 1. Dispatch (D) promises to claim within the organisation's 10 minutes,
 * Maintenance (M) within 20 of its own; both to resolve within 120. It is Sunday, 22:00.
 */
import type { CycleRow, MeasuredClaim } from "../../src/incident/metrics.ts";
import type { MeasuredSession } from "../../src/incident/service_outcome.ts";
import { parseDepartmentId, parseIncidentId, parseUserId } from "../../src/people/ids.ts";
import type { ReportPeriod } from "../../src/incident/report_period.ts";

export const timeZone = "Europe/Berlin";
export const dispatch = parseDepartmentId(1);
export const maintenance = parseDepartmentId(2);
export const max = parseUserId(21);
export const sven = parseUserId(22);
export const olga = parseUserId(23);

export const week43: ReportPeriod = { kind: "week", firstDay: "2026-10-19" };
export const week42: ReportPeriod = { kind: "week", firstDay: "2026-10-12" };

/** Of October 2026 in Berlin: summer time until 03:00 on the 25th, which becomes 02:00. */
export function summer(day: number, clock: string): number {
  return Date.parse(`2026-10-${day}T${clock}:00+02:00`);
}

/** Winter time, from 02:00 on the 25th. */
export function winter(day: number, clock: string): number {
  return Date.parse(`2026-10-${day}T${clock}:00+01:00`);
}

export const now = winter(25, "22:00");

function turn(
  ordinal: number,
  departmentId: typeof dispatch,
  assignedAt: number,
  claimedAt: number | null,
  transferredAt: number | null = null,
): MeasuredSession {
  const claimMinutes = departmentId === maintenance ? 20 : 10;
  return { ordinal, departmentId, assignedAt, claimedAt, transferredAt, claimMinutes };
}

function claim(
  userId: typeof max,
  departmentId: typeof dispatch,
  claimedAt: number,
  endedAt: number | null,
  outcome: MeasuredClaim["outcome"],
): MeasuredClaim {
  return { userId, departmentId, claimedAt, endedAt, outcome };
}

function resolved(
  resolvedAt: number,
  summarisedAt: number,
  summarisedBy: typeof max,
  late = false,
): CycleRow["ending"] {
  return { type: "resolved", resolvedAt, summarisedAt, summarisedBy, late };
}

type Given =
  & Pick<CycleRow, "number" | "openedAt">
  & Partial<Omit<CycleRow, "number" | "openedAt" | "incidentId" | "resolveMinutes">>;

function cycle({ number, ...given }: Given): CycleRow {
  const [first] = given.sessions ?? [];
  const claims = given.claims ?? [];
  return {
    incidentId: parseIncidentId(number),
    number,
    ordinal: 1,
    assignedAt: first?.assignedAt ?? null,
    claimedAt: claims[0]?.claimedAt ?? null,
    resolutionRequestedAt: null,
    ending: null,
    resolveMinutes: 120,
    sessions: [],
    claims,
    ...given,
  };
}

/** As the table above has them. */
export const rows: readonly CycleRow[] = [
  cycle({
    number: 1,
    openedAt: summer(14, "09:00"),
    sessions: [turn(1, maintenance, summer(14, "09:05"), summer(14, "09:15"))],
    claims: [claim(max, maintenance, summer(14, "09:15"), summer(14, "10:05"), "resolved")],
    ending: resolved(summer(14, "10:00"), summer(14, "10:05"), max),
  }),
  cycle({
    number: 1,
    ordinal: 2,
    openedAt: summer(20, "08:00"),
    sessions: [turn(2, maintenance, summer(20, "08:00"), summer(20, "08:30"))],
    claims: [claim(max, maintenance, summer(20, "08:30"), summer(20, "09:40"), "resolved")],
    ending: resolved(summer(20, "09:30"), summer(20, "09:40"), max),
  }),
  cycle({
    number: 2,
    openedAt: summer(16, "08:00"),
    sessions: [turn(1, dispatch, summer(16, "08:00"), null)],
    ending: { type: "closed", closedAt: summer(16, "08:30"), reason: "cancelled" },
  }),
  cycle({
    number: 3,
    openedAt: summer(18, "23:30"),
    sessions: [
      turn(1, dispatch, summer(18, "23:35"), summer(18, "23:45"), summer(19, "00:10")),
      turn(2, maintenance, summer(19, "00:10"), summer(19, "00:25")),
    ],
    claims: [
      claim(sven, dispatch, summer(18, "23:45"), summer(19, "00:10"), "transferred"),
      claim(max, maintenance, summer(19, "00:25"), summer(19, "01:10"), "resolved"),
    ],
    ending: resolved(summer(19, "01:00"), summer(19, "01:10"), max),
  }),
  cycle({
    number: 4,
    openedAt: summer(21, "12:00"),
    sessions: [turn(1, dispatch, summer(21, "12:01"), null)],
    ending: { type: "closed", closedAt: summer(21, "12:06"), reason: "cancelled" },
  }),
  cycle({
    number: 5,
    openedAt: summer(22, "10:00"),
    sessions: [turn(1, maintenance, summer(22, "10:10"), summer(22, "10:15"))],
    claims: [claim(max, maintenance, summer(22, "10:15"), summer(22, "12:00"), "closed")],
    ending: resolved(summer(22, "11:00"), summer(23, "09:00"), max, true),
  }),
  cycle({
    number: 6,
    openedAt: summer(23, "14:00"),
    sessions: [turn(1, dispatch, summer(23, "14:00"), summer(23, "14:08"))],
    claims: [claim(sven, dispatch, summer(23, "14:08"), summer(23, "16:00"), "closed")],
    resolutionRequestedAt: summer(23, "15:00"),
    ending: { type: "closed", closedAt: summer(23, "16:00"), reason: "no_summary" },
  }),
  cycle({
    number: 7,
    openedAt: summer(24, "20:00"),
    sessions: [turn(1, dispatch, summer(24, "20:02"), null)],
  }),
  cycle({
    number: 8,
    openedAt: summer(25, "01:50"),
    sessions: [turn(1, dispatch, summer(25, "01:55"), summer(25, "02:05"))],
    claims: [claim(sven, dispatch, summer(25, "02:05"), winter(25, "02:25"), "resolved")],
    ending: resolved(winter(25, "02:20"), winter(25, "02:25"), sven),
  }),
  cycle({
    number: 9,
    openedAt: winter(25, "19:30"),
    sessions: [turn(1, maintenance, winter(25, "19:40"), winter(25, "20:10"))],
    claims: [
      claim(max, maintenance, winter(25, "20:10"), null, null),
      claim(olga, maintenance, winter(25, "20:20"), winter(25, "20:50"), "released"),
    ],
    resolutionRequestedAt: winter(25, "21:00"),
  }),
  cycle({
    number: 10,
    openedAt: winter(25, "21:50"),
    sessions: [turn(1, maintenance, winter(25, "21:52"), null)],
  }),
  cycle({ number: 11, openedAt: winter(25, "21:55") }),
];
