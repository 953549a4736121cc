/** Faults to inject into the answers: refusals, delays, silence, a broken connection. */
export interface InboxFault {
  /** How many requests it hits; `Infinity` until it is taken away. */
  readonly times: number;
  /** Only requests whose envelope has an item of this type: `event`, `transaction`, `check_in` … */
  readonly itemType?: string;
  /** Answer with this HTTP status; what came is not taken. */
  readonly status?: number;
  /** The header `Retry-After`, in seconds. */
  readonly retryAfter?: number;
  /** The header `X-Sentry-Rate-Limits`: `60:error;transaction:organization`. Also with status 200. */
  readonly rateLimits?: string;
  /** Wait so many milliseconds before anything else. */
  readonly delayMs?: number;
  /** Never answer, until the fault is taken away or the server stops; what came is not taken. */
  readonly hang?: boolean;
  /**
   * Break the connection instead of answering; what came is not taken. Deno's `fetch` sends once
   * more by itself where the connection was an old one, which is a request of its own here.
   */
  readonly close?: boolean;
}

export interface Faults {
  /** @returns a function that takes the fault away again */
  set(fault: InboxFault): () => void;
  clear(): void;
  /** The fault that hits this request, if any, and a signal that tells of its end. */
  take(itemTypes: readonly string[]): { fault: InboxFault; over: AbortSignal } | undefined;
}

interface Entry {
  readonly fault: InboxFault;
  readonly end: AbortController;
  left: number;
}

export function createFaults(onChange: () => void): Faults {
  const entries = new Set<Entry>();
  const remove = (entry: Entry): void => {
    entries.delete(entry);
    entry.end.abort();
  };
  return {
    set(fault) {
      const entry = { fault, left: fault.times, end: new AbortController() };
      entries.add(entry);
      onChange();
      return () => {
        remove(entry);
        onChange();
      };
    },
    clear() {
      for (const entry of [...entries]) remove(entry);
      onChange();
    },
    take(itemTypes) {
      const hit = entries.values().find(({ fault, left }) =>
        left > 0 && (fault.itemType === undefined || itemTypes.includes(fault.itemType))
      );
      if (hit === undefined) return undefined;
      // One that is used up stays, so that what hangs by it can still be let go.
      hit.left--;
      return { fault: hit.fault, over: hit.end.signal };
    },
  };
}
