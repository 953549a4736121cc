import type { Profiler as V8, Session } from "node:inspector/promises";
import process from "node:process";
import { createBudget } from "./budget.ts";

/** What V8 saw, and how its clock stands to the other one. */
export interface Recorded {
  readonly profile: V8.Profile;
  /** A time of `now`, in milliseconds → V8's microseconds. */
  toProfileTime(milliseconds: number): number;
}

/** A profile that is being taken. */
export interface Recording {
  /** Ends it at once. Null where V8 failed. A second call has the same answer. */
  stop(): Promise<Recorded | null>;
}

/** Takes profiles of this thread, one at a time. Nothing in it throws. */
export interface Profiler {
  /** Null where one is being taken, or where profiles have taken enough of the time lately. */
  start(): Recording | null;
  /** Lets go of V8; what is being taken is lost. */
  close(): void;
}

export interface ProfilerOptions {
  /** The clock that transactions are timed by, in milliseconds. */
  readonly now: () => number;
  /**
   * Microseconds between two samples; 2,000 unless given. One costs up to 0.1 ms of CPU, also while
   * the thread waits, and Sentry has no use for a transaction with fewer than two.
   */
  readonly intervalMicroseconds?: number;
  /** No recording is longer; Sentry takes none over 30 s. */
  readonly mostMilliseconds?: number;
  /**
   * What starting and stopping may take, from 0 to 1: of the CPU time of this process, and of all
   * time besides, for a process that mostly waits. To start, V8 looks at every function there is,
   * during which nothing else runs: tens of milliseconds in a large program.
   */
  readonly shares?: { readonly ofCpu: number; readonly ofTime: number };
  /** CPU time that this process has used, in milliseconds. */
  readonly cpu?: () => number;
  /** Calls back later; returns what calls it off. It must not keep the process alive. */
  readonly schedule?: (milliseconds: number, run: () => void) => () => void;
}

/** So much may be saved up: some two dozen profiles in a row after a quiet while. */
const mostSavedMs = 1_500;

/**
 * Opens V8's profiler, where this process may: Deno asks for the permission `sys` for it, and knows
 * no name for this part of it alone, so only `--allow-sys` as a whole grants it.
 *
 * @returns null where it may not
 */
export async function openProfiler(options: ProfilerOptions): Promise<Profiler | null> {
  if (!mayProfile()) return null;
  // Not before: elsewhere there may be no such module.
  const { Session } = await import("node:inspector/promises");
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", {
    interval: options.intervalMicroseconds ?? 2_000,
  });
  return createProfiler(session, options);
}

/** Without asking anybody. */
export function mayProfile(): boolean {
  return Deno.permissions.querySync({ name: "sys" }).state === "granted";
}

function createProfiler(session: Session, options: ProfilerOptions): Profiler {
  const { now, mostMilliseconds = 30_000, schedule = scheduleUnheld } = options;
  const { shares = { ofCpu: 1, ofTime: 1 }, cpu = readCpuMs } = options;
  const budget = createBudget({
    earned: () => shares.ofCpu * cpu() + shares.ofTime * now(),
    most: mostSavedMs,
  });
  let isBusy = false;
  let isClosed = false;

  /** V8 has done what it was told when `post` returns; only the answer comes later. */
  const timed = <T>(post: () => T): T => {
    const before = cpu();
    const answer = post();
    budget.spend(cpu() - before);
    return answer;
  };

  return {
    start() {
      if (isBusy || !budget.isOpen()) return null;
      isBusy = true;
      const startedAt = now();
      const started = timed(() => tryPost(() => session.post("Profiler.start")));
      let stopped: Promise<Recorded | null> | null = null;
      const stop = () => stopped ??= finish();
      const finish = async () => {
        callOff();
        const answer = timed(() => tryPost(() => session.post("Profiler.stop")));
        const [, recorded] = await Promise.all([started, answer]);
        isBusy = isClosed;
        if (recorded === null) return null;
        const { profile } = recorded;
        return {
          profile,
          toProfileTime: (time: number) => profile.startTime + (time - startedAt) * 1_000,
        };
      };
      const callOff = schedule(mostMilliseconds, () => void stop());
      return { stop };
    },
    close() {
      isBusy = isClosed = true;
      session.disconnect();
    },
  };
}

/** What V8 answers, or null where it refuses. What is asked of it is done at once all the same. */
async function tryPost<T>(post: () => Promise<T>): Promise<T | null> {
  try {
    return await post();
  } catch {
    return null;
  }
}

function readCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function scheduleUnheld(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  Deno.unrefTimer(timer);
  return () => clearTimeout(timer);
}
