/** The record of what the bots called, and how many calls are still in progress. */
import type { SpecViolation } from "./control.ts";
import type { World } from "./create_world.ts";
import type { RecordedCall } from "./world.ts";

export interface CallLog {
  readonly calls: RecordedCall[];
  readonly specViolations: SpecViolation[];
  /** Calls being worked on; a long poll that waits is not one of them. */
  inProgress(): number;
  begin(): void;
  end(botId: number, call: RecordedCall): void;
  /** Records a call that was never counted as being in progress. */
  add(botId: number, call: RecordedCall): void;
}

export function createCallLog(world: World): CallLog {
  const calls: RecordedCall[] = [];
  let running = 0;
  const add = (botId: number, call: RecordedCall): void => {
    calls.push(call);
    world.changes.emit({ kind: "call", botId, call });
  };
  return {
    calls,
    specViolations: [],
    inProgress: () => running,
    begin: () => void running++,
    end(botId, call) {
      running--;
      add(botId, call);
    },
    add,
  };
}
