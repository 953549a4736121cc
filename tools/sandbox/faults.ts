/** Faults to inject into calls: a refusal, a delay, an answer that never arrives. */
import type { SandboxOptions } from "./control.ts";
import type { World } from "./create_world.ts";
import type { Fault } from "./world.ts";

export interface Faults {
  /** @returns a function that takes the fault away again */
  set(fault: Fault): () => void;
  clear(): void;
  /** The fault that hits this call, if any. Counts it as used. */
  take(method: string, chatId: number | undefined): HitFault | undefined;
}

const endless = new AbortController().signal;

export type HitFault = Fault & {
  /** Aborts when the fault is taken away. */
  readonly gone: AbortSignal;
};

/** @param choose asked about each call that no fault was set for */
export function createFaults(world: World, choose?: SandboxOptions["chooseFault"]): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  /** Of those that were used up too, as what they hold is held until then. */
  const ends = new Map<Fault, AbortController>();
  const end = (fault: Fault): void => {
    ends.get(fault)?.abort();
    ends.delete(fault);
  };
  return {
    set(fault) {
      const entry = { fault, left: fault.times };
      faults.push(entry);
      ends.set(fault, new AbortController());
      world.changes.emit({ kind: "settings" });
      return () => {
        faults = faults.filter((other) => other !== entry);
        end(fault);
        world.changes.emit({ kind: "settings" });
      };
    },
    clear() {
      faults = [];
      for (const fault of [...ends.keys()]) end(fault);
      world.changes.emit({ kind: "settings" });
    },
    take(method, chatId) {
      const hit = faults.find(({ fault }) =>
        (fault.method === "*" || fault.method.toLowerCase() === method.toLowerCase()) &&
        (fault.chatId === undefined || fault.chatId === chatId)
      );
      if (hit === undefined) {
        const chosen = choose?.(method);
        return chosen && { ...chosen, method, times: 1, gone: endless };
      }
      hit.left--;
      if (hit.left <= 0) faults = faults.filter((other) => other !== hit);
      const gone = ends.get(hit.fault)?.signal ?? AbortSignal.abort();
      return { ...hit.fault, gone };
    },
  };
}
