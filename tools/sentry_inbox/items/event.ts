/** An error or a message. */
import * as v from "valibot";
import { count, id32, jsonObject, level, may, text, timestamp, traceContext } from "./basics.ts";

export const frame = v.looseObject({
  function: may(text),
  module: may(text),
  filename: may(text),
  abs_path: may(text),
  lineno: may(count),
  colno: may(count),
  in_app: may(v.boolean()),
  pre_context: may(v.array(text)),
  context_line: may(text),
  post_context: may(v.array(text)),
  vars: may(jsonObject),
});
export type Frame = v.InferOutput<typeof frame>;

const exception = v.looseObject({
  type: may(text),
  value: may(text),
  module: may(text),
  /** Outermost call first. */
  stacktrace: may(v.looseObject({ frames: v.array(frame) })),
  mechanism: may(v.looseObject({
    type: text,
    handled: may(v.boolean()),
    source: may(text),
    exception_id: may(count),
    parent_id: may(count),
    data: may(jsonObject),
  })),
});
export type SentryException = v.InferOutput<typeof exception>;

const breadcrumb = v.looseObject({
  timestamp,
  type: may(text),
  category: may(text),
  level: may(level),
  message: may(text),
  data: may(jsonObject),
});
export type Breadcrumb = v.InferOutput<typeof breadcrumb>;

const primitive = v.union([text, v.number(), v.boolean()]);

/** What events and transactions have in common. */
export const eventFields = {
  event_id: id32,
  timestamp,
  platform: text,
  release: may(text),
  environment: may(text),
  server_name: may(text),
  transaction: may(text),
  user: may(v.looseObject({
    id: may(primitive),
    username: may(text),
    email: may(text),
    ip_address: may(text),
  })),
  tags: may(v.record(v.string(), may(primitive))),
  extra: may(jsonObject),
  breadcrumbs: may(v.array(breadcrumb)),
  sdk: may(v.looseObject({ name: text, version: text })),
} as const;

export const sentryEvent = v.looseObject({
  ...eventFields,
  level: may(level),
  logger: may(text),
  message: may(text),
  logentry: may(v.looseObject({ message: may(text), formatted: may(text) })),
  fingerprint: may(v.array(text)),
  contexts: may(v.objectWithRest({ trace: may(traceContext) }, may(jsonObject))),
  /** The cause comes before what it caused. */
  exception: may(v.looseObject({ values: v.array(exception) })),
});
export type SentryEvent = v.InferOutput<typeof sentryEvent>;
