/** One value of a metric. */
import * as v from "valibot";
import { attributes, id16, id32, may, text, timestamp } from "./basics.ts";

export const metric = v.looseObject({
  timestamp,
  trace_id: id32,
  span_id: may(id16),
  name: v.pipe(
    text,
    v.regex(/^[A-Za-z0-9_.-]{1,200}$/, "must be at most 200 of A-Z, a-z, 0-9, _, . and -"),
  ),
  type: v.picklist(["counter", "gauge", "distribution"]),
  unit: may(text),
  value: v.number(),
  attributes: may(attributes),
});
export type Metric = v.InferOutput<typeof metric>;
