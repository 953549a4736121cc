/** Faults to inject into calls: a refusal, a delay, an answer that never arrives. */
import type { World } from "./create_world.ts";
import type { Fault } from "./world.ts";

export interface Faults {
  /** @returns a function that takes the fault away again */
  set(fault: Fault): () => void;
  clear(): void;
  /** The fault that hits this call, if any. Counts it as used. */
  take(method: string, chatId: number | undefined): Fault | undefined;
}

export function createFaults(world: World): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    set(fault) {
      const entry = { fault, left: fault.times };
      faults.push(entry);
      world.changes.emit({ kind: "settings" });
      return () => {
        faults = faults.filter((other) => other !== entry);
        world.changes.emit({ kind: "settings" });
      };
    },
    clear() {
      faults = [];
      world.changes.emit({ kind: "settings" });
    },
    take(method, chatId) {
      const hit = faults.find(({ fault }) =>
        (fault.method === "*" || fault.method.toLowerCase() === method.toLowerCase()) &&
        (fault.chatId === undefined || fault.chatId === chatId)
      );
      if (hit === undefined) return undefined;
      hit.left--;
      if (hit.left <= 0) faults = faults.filter((other) => other !== hit);
      return hit.fault;
    },
  };
}
