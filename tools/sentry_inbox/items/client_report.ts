/** What an SDK says it had to throw away, and why. */
import * as v from "valibot";
import { count, may, text, timestamp } from "./basics.ts";

const discarded = v.looseObject({ reason: text, category: text, quantity: count });

export const clientReport = v.looseObject({
  timestamp: may(timestamp),
  discarded_events: v.array(discarded),
});
export type ClientReport = v.InferOutput<typeof clientReport>;
