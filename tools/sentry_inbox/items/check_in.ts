/** A monitor's check-in. */
import * as v from "valibot";
import { count, id32, jsonObject, may, text, traceContext } from "./basics.ts";

const positive = v.pipe(count, v.minValue(1));

const schedule = v.variant("type", [
  v.looseObject({ type: v.literal("crontab"), value: text }),
  v.looseObject({
    type: v.literal("interval"),
    value: positive,
    unit: v.picklist(["year", "month", "week", "day", "hour", "minute"]),
  }),
]);

export const checkIn = v.looseObject({
  check_in_id: id32,
  monitor_slug: v.pipe(
    text,
    v.regex(/^[a-z0-9_-]{1,50}$/, "must be at most 50 of a-z, 0-9, _ and -"),
  ),
  status: v.picklist(["in_progress", "ok", "error"]),
  /** Seconds. */
  duration: may(v.pipe(v.number(), v.minValue(0))),
  release: may(text),
  environment: may(text),
  contexts: may(v.objectWithRest({ trace: may(traceContext) }, may(jsonObject))),
  monitor_config: may(v.looseObject({
    schedule,
    /** Minutes. */
    checkin_margin: may(positive),
    /** Minutes. */
    max_runtime: may(positive),
    timezone: may(text),
    failure_issue_threshold: may(positive),
    recovery_threshold: may(positive),
  })),
});
export type CheckIn = v.InferOutput<typeof checkIn>;
