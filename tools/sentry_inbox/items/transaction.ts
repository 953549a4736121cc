/** A finished transaction with its spans. */
import * as v from "valibot";
import { id16, id32, jsonObject, may, text, timestamp, traceContext } from "./basics.ts";
import { eventFields } from "./event.ts";

const span = v.looseObject({
  span_id: id16,
  trace_id: id32,
  parent_span_id: may(id16),
  op: may(text),
  description: may(text),
  status: may(text),
  origin: may(text),
  start_timestamp: timestamp,
  timestamp,
  data: may(jsonObject),
});
export type Span = v.InferOutput<typeof span>;

export const transaction = v.looseObject({
  ...eventFields,
  type: v.literal("transaction"),
  transaction: text,
  transaction_info: may(v.looseObject({ source: may(text) })),
  start_timestamp: timestamp,
  contexts: v.objectWithRest(
    { trace: traceContext, profile: may(v.looseObject({ profile_id: may(id32) })) },
    may(jsonObject),
  ),
  spans: v.array(span),
  measurements: may(v.record(v.string(), v.looseObject({ value: v.number(), unit: may(text) }))),
});
export type Transaction = v.InferOutput<typeof transaction>;
