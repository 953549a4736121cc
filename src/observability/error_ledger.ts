/** So often the same error is sent within a minute; the others are counted. */
const sentAMinute = 20;
const minuteMs = 60_000;
/** Kinds of errors that are told apart; beyond it the one seen longest ago counts as new again. */
const mostKinds = 1000;

export type Verdict =
  /** The very object was captured before, on its way out through another layer. */
  | { readonly kind: "known" }
  | {
    readonly kind: "sent" | "suppressed";
    readonly type: string;
    /** Whether this process has seen one like it. */
    readonly recurrence: "new" | "recurring";
  };

export interface ErrorLedger {
  judge(error: unknown): Verdict;
}

/** Keeps account of which errors there were, so that a storm of one does not flood Sentry. */
export function createErrorLedger(now: () => number): ErrorLedger {
  const captured = new WeakSet<object>();
  const kinds = new Map<string, { since: number; count: number }>();
  return {
    judge(error) {
      if (typeof error === "object" && error !== null) {
        if (captured.has(error)) return { kind: "known" };
        captured.add(error);
      }
      const type = findErrorType(error);
      const key = `${type} ${findMessage(error)} ${findTopFrame(error)}`;
      const seen = kinds.get(key);
      const at = now();
      const current = seen !== undefined && at - seen.since < minuteMs
        ? { since: seen.since, count: seen.count + 1 }
        : { since: at, count: 1 };
      // Put in anew, so that the first of the map is the one that was seen longest ago.
      kinds.delete(key);
      kinds.set(key, current);
      if (kinds.size > mostKinds) dropFirst(kinds);
      return {
        kind: current.count > sentAMinute ? "suppressed" : "sent",
        type,
        recurrence: seen === undefined ? "new" : "recurring",
      };
    },
  };
}

/** The class of an error, or what kind of value was thrown instead of one. */
export function findErrorType(error: unknown): string {
  return error instanceof Error ? error.name : `thrown ${typeof error}`;
}

function findMessage(error: unknown): string {
  // Numbers vary between errors that are the same: ids, offsets, durations.
  const message = error instanceof Error ? error.message : describeThrown(error);
  return message.slice(0, 200).replaceAll(/\d+/g, "0");
}

function describeThrown(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null
    ? Object.keys(thrown).toSorted().join()
    : String(thrown);
}

/** Where it was thrown, as far as that lies in a file of ours. */
function findTopFrame(error: unknown): string {
  const lines = error instanceof Error ? error.stack?.split("\n") ?? [] : [];
  return lines.find((line) => /^\s+at .*\.tsx?:\d+/.test(line))?.trim() ?? "";
}

function dropFirst(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
