/** Puts the inbox together: what is kept, Sentry's endpoint, the control interface, the page. */
import { awaitChange } from "../sandbox/await_change.ts";
import type { InboxChange, InboxListener, InboxOptions, SentryInbox } from "./control.ts";
import { createInboxApp } from "./create_inbox_app.ts";
import { describeInbox } from "./describe_inbox.ts";
import { createFaults } from "./faults.ts";
import { findText } from "./find_text.ts";
import type { ItemKind, Payload } from "./items.ts";
import { listen } from "./listen.ts";
import { SENTRY_SIZE_LIMITS } from "./size_limits.ts";
import { createStore } from "./store.ts";

const MIB = 1024 * 1024;

export function createInbox(options: InboxOptions = {}): SentryInbox {
  const project = {
    projectId: options.projectId ?? "1",
    publicKey: options.publicKey ?? crypto.randomUUID().replaceAll("-", ""),
  };
  const listeners = new Set<InboxListener>();
  const emit = (change: InboxChange): void => {
    // A copy, because a listener may end itself, or another, while it is told.
    for (const listener of [...listeners]) if (listeners.has(listener)) listener(change);
  };
  const subscribe = (listener: InboxListener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const keep = { items: 5000, largeItems: 200, requestBytes: 64 * MIB, ...options.keep };
  const store = createStore(keep, options.now ?? Date.now, emit);
  const faults = createFaults(() => emit({ kind: "settings" }));
  let stop = new AbortController();
  const payloads = <K extends ItemKind>(kind: K): Payload<K>[] =>
    store.list(kind).map(({ payload }) => payload);

  const inbox: SentryInbox = {
    ...project,
    get items() {
      return store.listAll();
    },
    get events() {
      return payloads("event");
    },
    get transactions() {
      return payloads("transaction");
    },
    get profiles() {
      return payloads("profile");
    },
    get checkIns() {
      return payloads("check_in");
    },
    get logs() {
      return payloads("log");
    },
    get metrics() {
      return payloads("metric");
    },
    get sessions() {
      return payloads("session");
    },
    get clientReports() {
      return payloads("client_report");
    },
    get attachments() {
      return payloads("attachment");
    },
    get others() {
      return payloads("other");
    },
    get requests() {
      return store.requests;
    },
    get violations() {
      return store.violations;
    },
    get forgotten() {
      return store.forgotten;
    },
    list: store.list,
    find: (text) => findText(store.requests, text),
    clear: store.clear,

    setFault: faults.set,
    clearFaults: faults.clear,

    subscribe,
    until: (predicate, wait = {}) =>
      awaitChange({ changes: { subscribe } }, predicate, wait, () => describeInbox(store)),

    // Made below: it needs the inbox itself.
    get app() {
      return app;
    },
    async listen({ port = 0 } = {}) {
      const server = await listen(app, port, () => {
        stop.abort();
        stop = new AbortController();
      });
      const dsn = `http://${project.publicKey}@127.0.0.1:${server.port}/${project.projectId}`;
      return { ...server, dsn };
    },
  };
  const sizeLimits = { ...SENTRY_SIZE_LIMITS, ...options.sizeLimits };
  const parts = { project, store, faults, sizeLimits, stopping: () => stop.signal };
  const app = createInboxApp(inbox, parts, options.page);
  return inbox;
}
