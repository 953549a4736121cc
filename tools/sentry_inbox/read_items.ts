/** An envelope's items → what is kept of them, and what Sentry would not accept. */
import * as v from "valibot";
import { checkEvent } from "./checks/check_event.ts";
import { checkProfile } from "./checks/check_profile.ts";
import { checkTransaction } from "./checks/check_transaction.ts";
import type { ReadItem } from "./items.ts";
import { checkIn } from "./items/check_in.ts";
import { clientReport } from "./items/client_report.ts";
import { sentryEvent } from "./items/event.ts";
import { log } from "./items/log.ts";
import { metric } from "./items/metric.ts";
import { profile } from "./items/profile.ts";
import { session, sessionAggregates } from "./items/session.ts";
import { transaction } from "./items/transaction.ts";
import type { Envelope, EnvelopeItem } from "./parse_envelope.ts";

export interface Reading {
  readonly items: readonly ReadItem[];
  readonly violations: readonly { readonly itemType: string; readonly problem: string }[];
}

/** Tells of a problem with the item in hand. */
export type Complain = (problem: string) => void;
type Read = (item: EnvelopeItem, envelope: Envelope, complain: Complain) => readonly ReadItem[];

const readers: Readonly<Record<string, Read>> = {
  event: single(sentryEvent, (payload, envelope, complain) => {
    checkEvent(payload, envelope, complain);
    return { kind: "event", payload };
  }),
  transaction: single(transaction, (payload, envelope, complain) => {
    checkTransaction(payload, envelope, complain);
    return { kind: "transaction", payload };
  }),
  profile: single(profile, (payload, envelope, complain) => {
    checkProfile(payload, envelope, complain);
    return { kind: "profile", payload };
  }),
  check_in: single(checkIn, (payload) => ({ kind: "check_in", payload })),
  session: single(session, (payload) => ({ kind: "session", payload })),
  sessions: single(sessionAggregates, (payload) => ({ kind: "session", payload })),
  client_report: single(clientReport, (payload) => ({ kind: "client_report", payload })),
  log: container(
    "application/vnd.sentry.items.log+json",
    log,
    (payload) => ({ kind: "log", payload }),
  ),
  trace_metric: container(
    "application/vnd.sentry.items.trace-metric+json",
    metric,
    (payload) => ({ kind: "metric", payload }),
  ),
  attachment: readAttachment,
  // Known to Sentry, with no list of their own here.
  feedback: readOther,
  user_report: readOther,
  replay_event: readOther,
  replay_recording: readOther,
  profile_chunk: readOther,
  span: readOther,
};

/** Which types may come together; each other type comes alone. */
const companions: ReadonlySet<string> = new Set([
  "event",
  "transaction",
  "profile",
  "attachment",
  "feedback",
  "user_report",
  "client_report",
]);

export function readItems(envelope: Envelope): Reading {
  const items: ReadItem[] = [];
  const violations: Reading["violations"][number][] = [];
  for (const item of envelope.items) {
    const complain = (problem: string) => violations.push({ itemType: item.type, problem });
    const read = Object.hasOwn(readers, item.type) ? readers[item.type] : undefined;
    if (read === undefined) complain("Sentry knows no such type and drops the item");
    const found = (read ?? readOther)(item, envelope, complain);
    items.push(...found);
  }
  const types = new Set(envelope.items.map(({ type }) => type));
  if (types.size > 1 && ![...types].every((type) => companions.has(type))) {
    const problem = `types of different limits in one envelope: ${[...types].join(", ")}`;
    violations.push({ itemType: "envelope", problem });
  }
  return { items, violations };
}

/** A reader of items whose payload is one JSON object. */
function single<const S extends v.GenericSchema>(
  schema: S,
  make: (payload: v.InferOutput<S>, envelope: Envelope, complain: Complain) => ReadItem,
): Read {
  return (item, envelope, complain) => {
    const parsed = v.safeParse(schema, parseJson(item.payload, complain));
    if (parsed.success) return [make(parsed.output, envelope, complain)];
    complainOfIssues(parsed.issues, complain);
    return readOther(item);
  };
}

/** A reader of items that hold many entries. */
function container<const S extends v.GenericSchema>(
  contentType: string,
  schema: S,
  make: (payload: v.InferOutput<S>) => ReadItem,
): Read {
  const entriesSchema = v.looseObject({ items: v.array(v.unknown()) });
  return (item, _envelope, complain) => {
    if (item.header["content_type"] !== contentType) {
      complain(`content_type must be ${contentType}`);
    }
    const parsed = v.safeParse(entriesSchema, parseJson(item.payload, complain));
    if (!parsed.success) {
      complainOfIssues(parsed.issues, complain);
      return readOther(item);
    }
    const entries = parsed.output.items;
    if (item.header["item_count"] !== entries.length) {
      complain(`item_count says ${item.header["item_count"]}, there are ${entries.length}`);
    }
    return entries.map((content): ReadItem => {
      const entry = v.safeParse(schema, content);
      if (entry.success) return make(entry.output);
      complainOfIssues(entry.issues, complain);
      return { kind: "other", payload: { type: item.type, content } };
    });
  };
}

function readAttachment({ header, payload }: EnvelopeItem, _: Envelope, complain: Complain) {
  const { filename, content_type: contentType } = header;
  if (typeof filename !== "string") complain("an attachment needs a filename");
  if (typeof header["length"] !== "number") complain("an attachment needs its length");
  return [{
    kind: "attachment",
    payload: {
      filename: typeof filename === "string" ? filename : "unnamed",
      contentType: typeof contentType === "string" ? contentType : "application/octet-stream",
      bytes: payload,
    },
  }] satisfies ReadItem[];
}

function readOther({ type, payload }: EnvelopeItem): readonly ReadItem[] {
  return [{ kind: "other", payload: { type, content: parseJson(payload, () => {}) } }];
}

function parseJson(bytes: Uint8Array, complain: Complain): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    complain("the payload is no JSON");
    return text;
  }
}

function complainOfIssues(issues: readonly v.BaseIssue<unknown>[], complain: Complain): void {
  for (const issue of issues) complain(`${v.getDotPath(issue) ?? "payload"}: ${issue.message}`);
}
