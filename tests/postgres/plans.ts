import * as v from "valibot";

/** A step of a plan, as `explain (format json)` tells it. */
export interface PlanNode {
  readonly type: string;
  readonly table: string | null;
  /** How many rows it read and threw away, in all; 0 where the plan was not carried out. */
  readonly removed: number;
  readonly children: readonly PlanNode[];
}

const count = v.optional(v.number(), 0);
const nodeSchema: v.GenericSchema<unknown, PlanNode> = v.pipe(
  v.object({
    "Node Type": v.string(),
    "Relation Name": v.optional(v.string()),
    "Actual Loops": count,
    "Rows Removed by Filter": count,
    "Rows Removed by Index Recheck": count,
    Plans: v.optional(v.array(v.lazy(() => nodeSchema)), []),
  }),
  v.transform((node) => ({
    type: node["Node Type"],
    table: node["Relation Name"] ?? null,
    removed: node["Actual Loops"] *
      (node["Rows Removed by Filter"] + node["Rows Removed by Index Recheck"]),
    children: node.Plans,
  })),
);
const schema = v.tuple([v.object({ Plan: nodeSchema })]);

export function parsePlan(said: unknown): PlanNode {
  return v.parse(schema, typeof said === "string" ? JSON.parse(said) : said)[0].Plan;
}

/** The plan and all that is below it. */
export function listSteps(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...plan.children.flatMap(listSteps)];
}
