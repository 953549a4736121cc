/** What several kinds of items are made of. Fields that Sentry does not require may be missing or null. */
import * as v from "valibot";

/** 32 hexadecimal digits: an event's or a trace's id. */
export const id32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, "must be 32 hexadecimal digits"));
/** 16 hexadecimal digits: a span's id. */
export const id16 = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, "must be 16 hexadecimal digits"));
export const text = v.string();
export const may = v.nullish;
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Seconds since the epoch, or an ISO date; read as seconds. */
export const timestamp = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform((value) => typeof value === "number" ? value : Date.parse(value) / 1000),
  v.number("must be seconds since the epoch or an ISO date"),
  v.finite("must be seconds since the epoch or an ISO date"),
);

export const level = v.picklist(["fatal", "error", "warning", "info", "debug", "log"]);

export const jsonObject = v.record(v.string(), v.unknown());

/** `contexts.trace`: where something belongs in its trace. */
export const traceContext = v.looseObject({
  trace_id: id32,
  span_id: id16,
  parent_span_id: may(id16),
  op: may(text),
  status: may(text),
  origin: may(text),
  data: may(jsonObject),
});

/** What logs and metrics carry beside their values: each value with its type. */
export const attributes = v.record(
  v.string(),
  v.looseObject({
    value: v.unknown(),
    type: v.picklist(["string", "boolean", "integer", "double", "array"]),
    unit: may(text),
  }),
);
export type Attributes = v.InferOutput<typeof attributes>;

const added = /^(sentry|server|user|os|device|process|runtime|browser)\./;

/** Such an attribute says where something came from, and not what it is about. */
export function isAddedBySdk(name: string): boolean {
  return added.test(name);
}
