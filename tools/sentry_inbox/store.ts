/** What came in, as far as it is kept. */
import { type BoundedList, createBoundedList } from "./bounded_list.ts";
import type { InboxChange, Keep, Violation } from "./control.ts";
import type { InboxItem, ItemKind, ItemOf } from "./items.ts";
import type { Envelope } from "./parse_envelope.ts";
import { readItems } from "./read_items.ts";
import type { ReceivedRequest } from "./requests.ts";

export interface Store {
  readonly requests: readonly ReceivedRequest[];
  readonly violations: readonly Violation[];
  readonly forgotten: { readonly items: number; readonly requests: number };
  /** Of one kind, oldest first. */
  list<K extends ItemKind>(kind: K): readonly ItemOf<K>[];
  listAll(): readonly InboxItem[];
  addRequest(
    request: Omit<ReceivedRequest, "no" | "at" | "status">,
  ): { readonly no: number; answer(status: number): void };
  addEnvelope(request: number, envelope: Envelope): void;
  clear(): void;
}

/** A fault of the program may complain of each of its items. */
const mostViolations = 1000;

type Lists = { readonly [K in ItemKind]: BoundedList<ItemOf<K>> };

export function createStore(
  keep: Keep,
  now: () => number,
  emit: (change: InboxChange) => void,
): Store {
  const list = <K extends ItemKind>(limit = keep.items) => createBoundedList<ItemOf<K>>(limit);
  const lists: Lists = {
    event: list(),
    transaction: list(),
    profile: list(keep.largeItems),
    check_in: list(),
    log: list(),
    metric: list(),
    session: list(),
    client_report: list(),
    attachment: list(keep.largeItems),
    other: list(),
  };
  const all = Object.values(lists);
  const requests = createBoundedList<
    { -readonly [K in keyof ReceivedRequest]: ReceivedRequest[K] }
  >(
    keep.requestBytes,
    // What is unpacked is kept as well.
    ({ wire, text }) => wire.length + text.length + 500,
  );
  const violations = createBoundedList<Violation>(mostViolations);
  let requestNo = 0;
  let itemNo = 0;

  function add(item: InboxItem): void {
    switch (item.kind) {
      case "event":
        return lists.event.add(item);
      case "transaction":
        return lists.transaction.add(item);
      case "profile":
        return lists.profile.add(item);
      case "check_in":
        return lists.check_in.add(item);
      case "log":
        return lists.log.add(item);
      case "metric":
        return lists.metric.add(item);
      case "session":
        return lists.session.add(item);
      case "client_report":
        return lists.client_report.add(item);
      case "attachment":
        return lists.attachment.add(item);
      case "other":
        return lists.other.add(item);
    }
  }

  return {
    get requests() {
      return requests.entries;
    },
    get violations() {
      return violations.entries;
    },
    get forgotten() {
      const items = all.reduce((sum, { forgotten }) => sum + forgotten, 0);
      return { items, requests: requests.forgotten };
    },
    list: (kind) => lists[kind].entries,
    listAll: () =>
      all.flatMap(({ entries }): readonly InboxItem[] => entries).toSorted((a, b) => a.no - b.no),
    addRequest(request) {
      const entry = { ...request, no: ++requestNo, at: now(), status: null };
      const kept: ReceivedRequest = entry;
      requests.add(entry);
      emit({ kind: "request" });
      return {
        no: kept.no,
        answer(status) {
          Object.assign(entry, { status });
          emit({ kind: "request" });
        },
      };
    },
    addEnvelope(request, envelope) {
      const { items, violations: found } = readItems(envelope);
      for (const violation of found) violations.add({ request, ...violation });
      const at = now();
      const added = items.map((item): InboxItem => ({ ...item, no: ++itemNo, at, request }));
      // All of an envelope is there before anybody is told of a part.
      for (const item of added) add(item);
      for (const item of added) emit({ kind: "item", item });
    },
    clear() {
      for (const each of [...all, requests, violations]) each.clear();
      emit({ kind: "settings" });
    },
  };
}
