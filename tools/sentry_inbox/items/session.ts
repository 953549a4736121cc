/** A session of release health, single or counted. */
import * as v from "valibot";
import { count, may, text } from "./basics.ts";

const attrs = may(v.looseObject({ release: may(text), environment: may(text) }));

export const session = v.looseObject({
  sid: text,
  did: may(text),
  init: may(v.boolean()),
  status: v.picklist(["ok", "exited", "crashed", "abnormal", "errored", "unhandled"]),
  started: text,
  timestamp: may(text),
  duration: may(v.number()),
  errors: may(count),
  attrs,
});

export const sessionAggregates = v.looseObject({
  aggregates: v.array(v.looseObject({
    started: text,
    exited: may(count),
    errored: may(count),
    crashed: may(count),
  })),
  attrs,
});

export type Session =
  | v.InferOutput<typeof session>
  | v.InferOutput<typeof sessionAggregates>;
