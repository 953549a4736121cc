/** Replicas whose clock runs when a test says so, before a Sentry that keeps what it is told. */
import { createTick, type Tick } from "../../src/cron/create_tick.ts";
import type { Store, Transaction } from "../../src/desk/ports.ts";
import { createCheckIns } from "../../src/observability/check_ins.ts";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import { startFakeSentry } from "../observability/fake_sentry.ts";
import { createRecordedLog } from "../telegram/recorded_log.ts";

export interface CheckIn {
  readonly id: string;
  readonly slug: string;
  readonly status: string;
  readonly traceId: string;
  readonly config: unknown;
}

export interface Stage {
  now: number;
  /** While it is, no replica gets an answer from it. */
  databaseIsDown: boolean;
  /** How often a lease was asked for. */
  readonly asked: () => number;
  /** How often a replica was woken after a run. */
  readonly woken: () => number;
  readonly log: ReturnType<typeof createRecordedLog>;
  createReplica(name: string, run?: () => Promise<{ readonly ran: number }>): Tick;
  /** What Sentry was told up to now. */
  listCheckIns(): Promise<readonly CheckIn[]>;
  listErrors(): Promise<readonly { readonly message: string; readonly traceId: string }[]>;
  listTransactions(): Promise<readonly { readonly name: string; readonly traceId: string }[]>;
  listMetrics(): Promise<
    readonly { readonly name: string; readonly value: number; readonly replica: unknown }[]
  >;
}

const transaction: Transaction = { transaction: true };
export const startOfMinute = Date.parse("2026-11-25T22:00:00Z");

/** @param options without a Sentry nobody is told anything */
export function createStage({ isWatched = true }: { readonly isWatched?: boolean } = {}): Stage {
  const { sentry, receive } = startFakeSentry();
  const leases = new Map<string, { readonly holder: string; readonly until: number }>();
  const log = createRecordedLog();
  let asked = 0;
  let woken = 0;

  const store: Pick<Store, "database" | "leases"> = {
    database: {
      transaction: (work) => {
        if (stage.databaseIsDown) return Promise.reject(new Error("the database is down"));
        return work(transaction);
      },
    },
    leases: {
      take: (_, name, holder, seconds) => {
        asked += 1;
        const lease = leases.get(name);
        const isFree = lease === undefined || lease.holder === holder || lease.until <= stage.now;
        if (isFree) leases.set(name, { holder, until: stage.now + seconds * 1000 });
        return Promise.resolve(isFree);
      },
      release: () => Promise.reject(new Error("nobody hands it back")),
    },
  };

  const stage: Stage = {
    now: startOfMinute,
    databaseIsDown: false,
    asked: () => asked,
    woken: () => woken,
    log,
    createReplica: (replica, run = () => Promise.resolve({ ran: 0 })) =>
      createTick({
        run,
        wake: () => void (woken += 1),
        store,
        telemetry: createTelemetry({ sentry: isWatched ? sentry : null, now: () => stage.now }),
        checkIns: isWatched ? createCheckIns(sentry, () => stage.now) : null,
        replica,
        log,
        now: () => stage.now,
      }),
    async listCheckIns() {
      return (await receive("check_in")).map(({ payload }) => ({
        id: payload.check_in_id,
        slug: payload.monitor_slug,
        status: payload.status,
        traceId: payload.contexts.trace.trace_id,
        config: payload.monitor_config,
      }));
    },
    async listErrors() {
      return (await receive("event")).map(({ payload }) => ({
        message: payload.exception.values.at(-1).value,
        traceId: payload.contexts.trace.trace_id,
      }));
    },
    async listTransactions() {
      return (await receive("transaction")).map(({ payload }) => ({
        name: payload.transaction,
        traceId: payload.contexts.trace.trace_id,
      }));
    },
    async listMetrics() {
      return (await receive("trace_metric")).flatMap(({ payload }) => payload.items).map((
        { name, value, attributes },
      ) => ({ name, value, replica: attributes.replica?.value }));
    },
  };
  return stage;
}
