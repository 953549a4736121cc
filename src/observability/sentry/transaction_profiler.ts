import type { Log } from "../../desk/ports.ts";
import { createPayload } from "../profiler/create_payload.ts";
import { createOriginalLocator } from "../profiler/locate_original.ts";
import { openProfiler, type Profiler } from "../profiler/open_profiler.ts";
import type { TransactionProfiler } from "../sentry_link.ts";

export type ProfilingOptions = {
  /** 0 to 1, of the transactions that the rate of traces has chosen */
  readonly rate: number;
  /** the program's folder, a `file:` address that ends in a slash */
  readonly root: URL;
  readonly release: string;
  readonly environment: string;
};

/**
 * So much of the rate is the share of the desk's own CPU time that starting and stopping profiles
 * may take: 1 % at a rate of 0.1. To start one, V8 needs some tens of milliseconds in which nothing
 * else runs.
 */
const shareOfRate = 0.1;

/**
 * Takes profiles where the rate asks for them and Deno permits it.
 *
 * @returns null where none are taken
 */
export async function startProfiling(
  options: ProfilingOptions,
  log: Log,
): Promise<TransactionProfiler | null> {
  if (options.rate === 0) return null;
  const profiler = await openProfiler({
    now: () => performance.now(),
    share: options.rate * shareOfRate,
  });
  if (profiler === null) {
    log.info("Profiles are off, since Deno was started without --allow-sys");
    return null;
  }
  return createTransactionProfiler(profiler, options);
}

/** @param random from 0 to below 1 */
export function createTransactionProfiler(
  profiler: Profiler,
  { rate, root, release, environment }: ProfilingOptions,
  random: () => number = Math.random,
): TransactionProfiler {
  const locator = createOriginalLocator();
  return {
    start() {
      if (random() >= rate) return null;
      const recording = profiler.start();
      if (recording === null) return null;
      return {
        stop: () => void recording.stop(),
        async finish({ eventId, traceId, name, start, startedAt, endedAt }) {
          const recorded = await recording.stop();
          if (recorded === null) return null;
          return await createPayload(
            recorded,
            {
              id: eventId,
              name,
              traceId,
              start: startedAt,
              end: endedAt,
              startedAt: new Date(start * 1_000),
            },
            { root, release, environment, locator },
          );
        },
      };
    },
  };
}
