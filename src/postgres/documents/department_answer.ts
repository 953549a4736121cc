import * as v from "valibot";
import type { DepartmentAnswer } from "../../desk/department_answer.ts";
import { count } from "./ids.ts";

const name = v.string();

/** What is said about departments, as it waits in a delivery. */
export const departmentAnswer: v.GenericSchema<unknown, DepartmentAnswer> = v.variant("type", [
  v.object({ type: v.literal("listed") }),
  v.object({ type: v.literal("added"), name }),
  v.object({ type: v.literal("renamed"), from: v.string(), to: v.string() }),
  v.object({ type: v.literal("removed"), name, members: count }),
  v.object({ type: v.literal("restricted"), name, restricted: v.boolean() }),
  v.object({
    type: v.literal("service_level"),
    name: v.nullable(name),
    inherited: v.boolean(),
    claimMinutes: count,
    resolveMinutes: count,
  }),
  v.object({
    type: v.literal("refused"),
    reason: v.variant("type", [
      v.object({
        type: v.picklist([
          "not_manager",
          "usage",
          "sla_usage",
          "name_too_short",
          "name_too_long",
          "too_many",
          "last_one",
          "claim_minutes",
          "resolve_minutes",
        ]),
      }),
      v.object({ type: v.picklist(["no_such_department", "name_taken"]), name }),
      v.object({ type: v.literal("still_open"), name, numbers: v.array(count), more: count }),
    ]),
  }),
]);
