/** One structured log line. */
import * as v from "valibot";
import { attributes, id16, id32, may, text, timestamp } from "./basics.ts";

export const log = v.looseObject({
  timestamp,
  level: v.picklist(["trace", "debug", "info", "warn", "error", "fatal"]),
  body: text,
  trace_id: id32,
  span_id: may(id16),
  severity_number: may(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24))),
  attributes: may(attributes),
});
export type Log = v.InferOutput<typeof log>;
