/** A profile in Sentry's sample format, version 1. */
import * as v from "valibot";
import { count, id32, jsonObject, may, text, timestamp } from "./basics.ts";

/** Whole numbers that may come as text, since nanoseconds outgrow a float. */
const wholeNumber = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(Number),
  v.number(),
  v.integer("must be a whole number"),
  v.minValue(0),
);

const sample = v.looseObject({
  stack_id: count,
  thread_id: v.pipe(wholeNumber, v.transform(String)),
  elapsed_since_start_ns: wholeNumber,
});

const profileFrame = v.looseObject({
  function: may(text),
  module: may(text),
  filename: may(text),
  abs_path: may(text),
  lineno: may(count),
  colno: may(count),
  in_app: may(v.boolean()),
});
export type ProfileFrame = v.InferOutput<typeof profileFrame>;

export const profile = v.looseObject({
  version: v.literal("1"),
  event_id: id32,
  platform: text,
  timestamp,
  release: may(text),
  environment: may(text),
  device: v.looseObject({ architecture: text }),
  os: v.looseObject({ name: text, version: text }),
  runtime: may(v.looseObject({ name: text, version: text })),
  transaction: v.looseObject({
    id: id32,
    name: text,
    trace_id: id32,
    active_thread_id: v.pipe(wholeNumber, v.transform(String)),
  }),
  profile: v.looseObject({
    samples: v.array(sample),
    /** Each a list of indexes into `frames`, the innermost call first. */
    stacks: v.array(v.array(count)),
    frames: v.array(profileFrame),
    thread_metadata: may(v.record(v.string(), v.looseObject({ name: may(text) }))),
  }),
  measurements: may(jsonObject),
});
export type Profile = v.InferOutput<typeof profile>;
