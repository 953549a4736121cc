import type { MetricSink } from "../desk/ports.ts";
import { minuteMs } from "./minutes.ts";

export interface TickAgeOptions {
  /** When the last run ended, milliseconds since 1970; null: none has. */
  readonly lastEnd: () => number | null;
  readonly metrics: MetricSink;
  readonly replica: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Calls again and again; it returns what ends that. */
  readonly every?: (ms: number, look: () => void) => () => void;
}

/**
 * Says again and again how long ago the clock of this replica ran last, also where it runs no more:
 * a run that hangs keeps `Deno.cron` from beginning another one, and says nothing itself. Only for
 * replicas with a clock of their own. Returns what ends it.
 */
export function watchTickAge(options: TickAgeOptions): () => void {
  const { lastEnd, metrics, replica, now = Date.now, every = repeat } = options;
  const started = now();
  let seen = started;
  let looks = 0;
  return every(minuteMs / 2, () => {
    const last = lastEnd() ?? started;
    if (last !== seen) {
      seen = last;
      looks = 0;
    }
    looks += 1;
    // A host that put the whole process to sleep has kept it from looking too: that time is no
    // fault of the clock's.
    const ageMs = Math.min(now() - last, looks * minuteMs / 2);
    metrics.gauge("tick.age", Math.max(0, ageMs) / 1000, { replica });
  });
}

function repeat(ms: number, look: () => void): () => void {
  const timer = setInterval(look, ms);
  return () => clearInterval(timer);
}
