import * as v from "valibot";
import type { Claim } from "../../incident/incident.ts";
import { count, departmentId, userId } from "./ids.ts";

/** The active claims as `read_incident` gathers them. @throws where they are none. */
export const parseClaims: (document: unknown) => readonly Claim[] = v.parser(
  v.array(v.object({ userId, claimedAt: count })),
);

/** @throws where the document is no list of departments' ids. */
export const parseDepartmentIds = v.parser(v.array(departmentId));
