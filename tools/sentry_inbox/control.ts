/**
 * The Sentry inbox's control interface: what a test, the page or `deno task dev` can do with it.
 * `createInbox` (create_inbox.ts) makes one.
 *
 * Lists are in the order of arrival, oldest first. What Sentry would refuse or silently drop later
 * is kept as far as it can be read, and said in `violations`.
 */
import type { Hono } from "hono";
import type { UntilOptions } from "../sandbox/control.ts";
import type { InboxFault } from "./faults.ts";
import type { InboxItem, ItemKind, ItemOf, Payload } from "./items.ts";
import type { ReceivedRequest } from "./requests.ts";
import type { SizeLimits } from "./size_limits.ts";

export type { UntilOptions } from "../sandbox/control.ts";
export type { InboxFault } from "./faults.ts";
export type { InboxItem, ItemKind, ItemOf, Payload } from "./items.ts";
export type { ReceivedRequest } from "./requests.ts";

export interface InboxOptions {
  /** Digits, as Sentry's. "1" unless given. */
  projectId?: string;
  /** The DSN's public key, 32 characters. A random one unless given. */
  publicKey?: string;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Sentry's own limits unless given, in bytes. */
  sizeLimits?: Partial<SizeLimits>;
  /** How much is kept before the oldest is forgotten. */
  keep?: Partial<Keep>;
  /** The page, mounted at `/`. */
  page?: (inbox: SentryInbox) => Hono;
}

export interface Keep {
  /** Items of each kind; 5,000 unless given. */
  readonly items: number;
  /** Profiles and attachments, each of which may be large; 200 unless given. */
  readonly largeItems: number;
  /** Bytes of whole requests; 64 MiB unless given. */
  readonly requestBytes: number;
}

/** A running HTTP server. It listens on 127.0.0.1 only. */
export interface InboxServer {
  /** What a program is given as `SENTRY_DSN`. */
  readonly dsn: string;
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly port: number;
  /** Ends whatever hangs, then the listener. */
  stop(): Promise<void>;
}

/** Something that Sentry would refuse, drop or cut. */
export interface Violation {
  /** The `no` of the request it came with. */
  readonly request: number;
  /** As the envelope has it, `envelope` for the envelope itself. */
  readonly itemType: string;
  readonly problem: string;
}

/** Where a text was found among all that came in. */
export interface Finding {
  readonly request: number;
  /** `body`, `path`, or the header's name */
  readonly place: string;
  /** What stands around it. */
  readonly excerpt: string;
}

export type InboxChange = { kind: "item"; item: InboxItem } | { kind: "request" | "settings" };
export type InboxListener = (change: InboxChange) => void;

export interface SentryInbox {
  readonly projectId: string;
  readonly publicKey: string;

  // -- looking --------------------------------------------------------------------------------
  /** Everything that was taken, of all kinds, in the order of arrival. */
  readonly items: readonly InboxItem[];
  /** Errors and messages. */
  readonly events: readonly Payload<"event">[];
  readonly transactions: readonly Payload<"transaction">[];
  readonly profiles: readonly Payload<"profile">[];
  readonly checkIns: readonly Payload<"check_in">[];
  readonly logs: readonly Payload<"log">[];
  readonly metrics: readonly Payload<"metric">[];
  readonly sessions: readonly Payload<"session">[];
  readonly clientReports: readonly Payload<"client_report">[];
  readonly attachments: readonly Payload<"attachment">[];
  /** Items that no other list has: feedback, replays, and what could not be read. */
  readonly others: readonly Payload<"other">[];
  /** Every request that reached an endpoint, the refused ones and their bytes as well. */
  readonly requests: readonly ReceivedRequest[];
  readonly violations: readonly Violation[];
  /** How many items and requests were forgotten because there were too many. */
  readonly forgotten: { readonly items: number; readonly requests: number };
  /** The items of one kind, with what is known of their arrival. */
  list<K extends ItemKind>(kind: K): readonly ItemOf<K>[];
  /**
   * Where a text stands in anything that came in: bodies (unpacked), paths and headers; as it is,
   * and as JSON, a URL or base64 would write it. The key in the path, which is how Sentry knows
   * its senders, is found like anything else.
   */
  find(text: string): readonly Finding[];
  /** Forgets all that came in; faults stay. */
  clear(): void;

  // -- trouble --------------------------------------------------------------------------------
  /** @returns a function that takes the fault away again, and lets go of what hangs by it */
  setFault(fault: InboxFault): () => void;
  clearFaults(): void;

  // -- waiting --------------------------------------------------------------------------------
  /** Listens to every change. @returns a function that ends it */
  subscribe(listener: InboxListener): () => void;
  /**
   * Resolves with the predicate's value as soon as it is neither undefined, null nor false. It is
   * asked again at each change, never by polling. The rejection says what was awaited and shows
   * what came last.
   */
  until<T>(predicate: () => T | undefined | null | false, options?: UntilOptions): Promise<T>;

  // -- serving --------------------------------------------------------------------------------
  /** The whole of it: Sentry's endpoint and the page. */
  readonly app: Hono;
  listen(options?: { port?: number }): Promise<InboxServer>;
}
