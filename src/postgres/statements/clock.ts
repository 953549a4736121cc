import { instant, integer } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const readClock = defineStatement({
  name: "read_clock",
  text: `select roadcall_now() as now`,
  params: {},
  row: { now: instant },
});

export const skipClock = defineStatement({
  name: "skip_clock",
  text: `update clock_skew set skew = skew + make_interval(secs => $seconds::integer)`,
  params: { seconds: integer },
  row: {},
});
