/** All kinds of things that arrive, each with its payload as Sentry's protocol has it. */
import type { Attachment } from "./items/attachment.ts";
import type { CheckIn } from "./items/check_in.ts";
import type { ClientReport } from "./items/client_report.ts";
import type { SentryEvent } from "./items/event.ts";
import type { Log } from "./items/log.ts";
import type { Metric } from "./items/metric.ts";
import type { Profile } from "./items/profile.ts";
import type { Session } from "./items/session.ts";
import type { Transaction } from "./items/transaction.ts";

/** What is in no other list, and what could not be read. */
export interface Other {
  /** The item's type as the envelope has it. */
  readonly type: string;
  /** The payload's JSON where it is JSON, else its text. */
  readonly content: unknown;
}

interface Payloads {
  event: SentryEvent;
  transaction: Transaction;
  profile: Profile;
  check_in: CheckIn;
  log: Log;
  metric: Metric;
  session: Session;
  client_report: ClientReport;
  attachment: Attachment;
  other: Other;
}

export type ItemKind = keyof Payloads;
export type Payload<K extends ItemKind> = Payloads[K];

export interface ItemOf<K extends ItemKind> {
  readonly kind: K;
  /** Counts from 1 over all kinds. */
  readonly no: number;
  /** When it arrived, in milliseconds since the epoch. */
  readonly at: number;
  /** The `no` of the request that it came with. */
  readonly request: number;
  readonly payload: Payloads[K];
}

export type InboxItem = { [K in ItemKind]: ItemOf<K> }[ItemKind];

/** An item's kind and payload, before it was given a number. */
export type ReadItem = { [K in ItemKind]: Pick<ItemOf<K>, "kind" | "payload"> }[ItemKind];
