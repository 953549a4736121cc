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
 * What starting and stopping profiles may take at a rate of 1, of the desk's own CPU time and of all
 * time; at 0.1 a tenth of it. To start one, V8 needs some tens of milliseconds in which nothing else
 * runs.
 */
const shares = { ofCpu: 0.02, ofTime: 0.005 };

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
    shares: { ofCpu: options.rate * shares.ofCpu, ofTime: options.rate * shares.ofTime },
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
