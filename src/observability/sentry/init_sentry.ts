import * as Sentry from "@sentry/deno";
import type { ForwardedLine } from "../log.ts";
import type { Transaction } from "../recorded_span.ts";
import type { ProfilePayload } from "../profiler/sample_profile.ts";
import type {
  EventDetails,
  ProfiledTransaction,
  RunningProfile,
  SentryLink,
} from "../sentry_link.ts";
import { type StampedBreadcrumb, whereabouts, WorkScope } from "../work_scope.ts";
import { describeFields } from "./describe_fields.ts";
import { createEventScope, fillScope, type UserDetails } from "./event_scope.ts";
import { MetricBuffer } from "./metric_buffer.ts";
import { createClient, findPublicKey } from "./create_client.ts";
import { RecordedEvent } from "./recorded_event.ts";
import { renderTransaction } from "./transaction_event.ts";

export type SentryOptions = {
  readonly dsn: string;
  readonly environment: string;
  readonly release: string;
  /** 0 to 1; 0 switches spans off altogether */
  readonly tracesSampleRate: number;
  readonly userDetails: UserDetails;
  /** blanked wherever they turn up, passwords within addresses included */
  readonly secrets: readonly string[];
  /** instead of the runtime's own */
  readonly fetch?: typeof fetch;
  /** the program's folder; stack traces are told from there */
  readonly root?: URL;
};

/** The program's connection to Sentry. */
export interface RunningSentry extends SentryLink {
  /** For what the rest of this interface has no word for. */
  readonly client: Sentry.DenoClient;
  readonly release: string;
  /**
   * Tells a monitor that a job began, ended or failed, in the trace of what is under way.
   *
   * @returns the id by which the end of a job names its beginning
   */
  captureCheckIn(
    checkIn: Parameters<Sentry.DenoClient["captureCheckIn"]>[0],
    monitor?: Parameters<Sentry.DenoClient["captureCheckIn"]>[1],
  ): string;
  /** Takes a line of the program's log. */
  sendLine(line: ForwardedLine): void;
  /** Sends what waits. Fulfils by then at the latest, with false where something is on its way. */
  flush(timeoutMs: number): Promise<boolean>;
  /**
   * Sends what waits, and takes nothing more.
   *
   * @param timeoutMs resolves by then at the latest
   * @returns false where something was still on its way
   */
  close(timeoutMs: number): Promise<boolean>;
}

/** What joins a transaction's event where the SDK has done with it. */
type Recording = {
  readonly transaction: Transaction;
  readonly breadcrumbs: readonly StampedBreadcrumb[];
  readonly profile: ProfilePayload | null;
};

/** Connects to Sentry. This alone sends nothing. */
export function initSentry(options: SentryOptions): RunningSentry {
  const { environment, release, tracesSampleRate, userDetails } = options;
  const publicKey = findPublicKey(options.dsn);
  const client = createClient(options);

  function scopeOf(details: EventDetails): Sentry.Scope {
    const scope = createEventScope(details, userDetails);
    scope.setClient(client);
    return scope;
  }

  const recordings = new Map<string, Recording>();
  client.on("beforeEnvelope", (envelope) => {
    const id = envelope[0].event_id;
    if (typeof id !== "string") return;
    const recording = recordings.get(id);
    if (recording === undefined) return;
    recordings.delete(id);
    const { transaction, breadcrumbs, profile } = recording;
    const items: [object, unknown][] = envelope[1];
    const [item] = items;
    const event = item?.[1];
    if (item !== undefined && typeof event === "object" && event !== null) {
      item[1] = new RecordedEvent(event, transaction, breadcrumbs);
    }
    if (profile !== null) items.push([{ type: "profile" }, profile]);
  });
  const metrics = new MetricBuffer((envelope) => void client.sendEnvelope(envelope), {
    "sentry.environment": environment,
    "sentry.release": release,
  });
  client.on("flush", () => metrics.flush());

  const pending = new Set<Promise<void>>();
  async function sendTransaction(
    transaction: Transaction,
    scope: WorkScope,
    sampleRate: number,
    running: RunningProfile | null,
  ): Promise<void> {
    // The work that has just ended goes on first.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const eventId = crypto.randomUUID().replaceAll("-", "");
    const { root } = transaction;
    const endedAt = root.end ?? root.start;
    const profile = await finishProfile(running, {
      eventId,
      traceId: transaction.traceId,
      name: root.name,
      start: transaction.toEpoch(root.start),
      end: transaction.toEpoch(endedAt),
      startedAt: root.start,
      endedAt,
    });
    const event = renderTransaction(transaction, {
      eventId,
      sampleRate,
      publicKey,
      release,
      environment,
      profileId: profile?.event_id ?? null,
    });
    recordings.set(eventId, { transaction, breadcrumbs: scope.listBreadcrumbs(), profile });
    const eventScope = new Sentry.Scope();
    fillScope(eventScope, scope, userDetails);
    eventScope.setClient(client);
    eventScope.captureEvent(event);
  }

  async function flushWith(flush: () => PromiseLike<boolean>, timeoutMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), timeoutMs);
    void Promise.all(pending).then(flush).then(resolve);
    return await promise.finally(() => clearTimeout(timer));
  }

  return {
    client,
    release,
    tracesSampleRate,
    metrics,
    sendError(error, details) {
      const mechanism = details.unhandled
        ? { handled: false, type: "generic" }
        : { handled: true, type: "generic" };
      // The SDK breaks off in the middle of a symbol, and then never again thinks that it is done.
      const thrown = typeof error === "symbol" ? String(error) : error;
      scopeOf(details).captureException(thrown, { mechanism });
    },
    sendMessage(message, level, details) {
      scopeOf(details).captureMessage(message, level);
    },
    sendTransaction(...sending) {
      const sent = sendTransaction(...sending).catch(() => {}).finally(() => pending.delete(sent));
      pending.add(sent);
    },
    captureCheckIn(checkIn, monitor) {
      return client.captureCheckIn(checkIn, monitor, scopeOf(here()));
    },
    sendLine({ level, message, fields }) {
      const details = here();
      const attributes = {
        ...describeFields(fields),
        ...(details.span === null ? {} : { "sentry.trace.parent_span_id": details.span.id }),
      };
      Sentry.logger[level](message, attributes, { scope: scopeOf(details) });
    },
    flush: (timeoutMs) => flushWith(() => client.flush(timeoutMs), timeoutMs),
    close: (timeoutMs) => flushWith(() => client.close(timeoutMs), timeoutMs),
  };
}

/** A profiler that breaks costs the profile alone. */
async function finishProfile(
  running: RunningProfile | null,
  transaction: ProfiledTransaction,
): Promise<ProfilePayload | null> {
  try {
    return await running?.finish(transaction) ?? null;
  } catch {
    return null;
  }
}

function here(): EventDetails {
  const { scope, span } = whereabouts.getStore() ?? { scope: new WorkScope(null), span: null };
  return { scope, span };
}
