import type { DatabaseFailure, Store, Telemetry, Transaction } from "../desk/ports.ts";
import {
  observeAnonymousCommands,
  observeCatchUps,
  observeDeliveries,
  observeFailedUpdates,
  observeInbox,
  observeLeases,
  observePlatform,
  observeReportPace,
  observeReports,
  observeSetups,
  observeUpdates,
  observeWebhook,
} from "./store/observe_deliveries.ts";
import { observeIncidents, observeMessages, observeTimers } from "./store/observe_incidents.ts";
import {
  observeClock,
  observeConnections,
  observeGroups,
  observeOrganisations,
} from "./store/observe_organisations.ts";
import {
  observeDepartments,
  observeMembers,
  observePeople,
  observeSettings,
} from "./store/observe_people.ts";
import { createSeenNames } from "./store/seen_names.ts";
import { SeenTransaction } from "./store/seen_transaction.ts";
import type { Watching } from "./store/watch.ts";

export interface ObserveOptions {
  readonly telemetry: Telemetry;
  /** What an error that the store threw says of the database. */
  readonly explain: (error: unknown) => DatabaseFailure;
  /** Milliseconds, ever growing. */
  readonly now?: () => number;
}

/** An outage fails everything; one event a minute tells of it, and a counter of each. */
const outageEventMs = 60_000;

/**
 * The same store, whose every operation is told: as a span, a figure and a breadcrumb, and by what
 * it says of whom and what the work is about. What happened to incidents is told once it has been
 * committed. A new operation of the store does not compile until it is watched here.
 */
export function observeStore(store: Store, options: ObserveOptions): Store {
  const { telemetry, explain, now = () => performance.now() } = options;
  const names = createSeenNames();
  const transactions = new WeakMap<Transaction, SeenTransaction>();
  const watching: Watching = { telemetry, names, transactions, explain, now };
  let quietUntil = -Infinity;

  function tellFailure(error: unknown, seen: SeenTransaction): void {
    const failure = explain(error);
    // No operation of a repository failed: the beginning or the commit did.
    if (failure.code !== null) seen.sawFailure("transaction", failure);
    if (!failure.outage) return;
    telemetry.count("database.connection_failure", 1, { code: failure.code ?? "none" });
    if (now() < quietUntil) return;
    quietUntil = now() + outageEventMs;
    const { failed } = seen;
    telemetry.captureException(error, {
      contexts: failed === null ? {} : { database_operation: failed },
    });
  }

  return {
    database: {
      async transaction(work) {
        const tries = [new SeenTransaction(telemetry, names)];
        try {
          const result = await store.database.transaction((tx) => {
            // Anew each time: where two stood in each other's way, the work runs again.
            const seen = new SeenTransaction(telemetry, names);
            tries.push(seen);
            transactions.set(tx, seen);
            return work(tx);
          });
          findCommitted(tries)?.committed();
          return result;
        } catch (error) {
          for (const seen of tries.slice(-1)) tellFailure(error, seen);
          throw error;
        }
      },
    },
    clock: observeClock(store.clock, watching),
    organisations: observeOrganisations(store.organisations, watching),
    groups: observeGroups(store.groups, watching),
    members: observeMembers(store.members, watching),
    departments: observeDepartments(store.departments, watching),
    settings: observeSettings(store.settings, watching),
    people: observePeople(store.people, watching),
    incidents: observeIncidents(store.incidents, watching),
    messages: observeMessages(store.messages, watching),
    deliveries: observeDeliveries(store.deliveries, watching),
    catchUps: observeCatchUps(store.catchUps, watching),
    updates: observeUpdates(store.updates, watching),
    inbox: observeInbox(store.inbox, watching),
    failedUpdates: observeFailedUpdates(store.failedUpdates, watching),
    webhook: observeWebhook(store.webhook, watching),
    setups: observeSetups(store.setups, watching),
    anonymousCommands: observeAnonymousCommands(store.anonymousCommands, watching),
    timers: observeTimers(store.timers, watching),
    connections: observeConnections(store.connections, watching),
    platform: observePlatform(store.platform, watching),
    leases: observeLeases(store.leases, watching),
    reports: observeReports(store.reports, watching),
    reportPace: observeReportPace(store.reportPace, watching),
  };
}

/**
 * Of the tries of one transaction the one that was committed: the last, unless that found its update
 * applied already, by an earlier one whose commit was never heard of.
 */
function findCommitted(tries: readonly SeenTransaction[]): SeenTransaction | undefined {
  const last = tries.at(-1);
  return last?.update === "known"
    ? tries.findLast(({ update }) => update === "fresh") ?? last
    : last;
}
