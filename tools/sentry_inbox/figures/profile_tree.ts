/** A profile's samples, merged: as a tree for a flame graph, and as the heaviest frames. */
import type { Profile, ProfileFrame } from "../items/profile.ts";

export interface FlameNode {
  readonly frame: ProfileFrame;
  /** Milliseconds in which it was on the stack here. */
  readonly totalMs: number;
  /** The heaviest first. */
  readonly children: readonly FlameNode[];
}

export interface HeavyFrame {
  readonly frame: ProfileFrame;
  /** Milliseconds in which it was itself at work. */
  readonly selfMs: number;
  /** Milliseconds in which it was on the stack. */
  readonly totalMs: number;
}

export interface ProfileFigures {
  /** The outermost calls. */
  readonly roots: readonly FlameNode[];
  readonly heaviest: readonly HeavyFrame[];
  /** All of the samples' time, and the part of it in which nothing was to be done. */
  readonly totalMs: number;
  readonly idleMs: number;
  readonly samples: number;
}

/** What V8 puts where no function of anybody was running. */
const pseudoFrames: ReadonlySet<string> = new Set(["(root)", "(idle)", "(program)"]);

export function isIdle(frame: ProfileFrame): boolean {
  return frame.function === "(idle)";
}

interface Growing {
  readonly frame: ProfileFrame;
  totalMs: number;
  readonly children: Map<string, Growing>;
}

/** Of the thread that the transaction ran on. */
export function computeProfile(profile: Profile): ProfileFigures {
  const figures = known.get(profile) ?? sumUp(profile);
  known.set(profile, figures);
  return figures;
}

const known = new WeakMap<Profile, ProfileFigures>();

function sumUp({ transaction, profile }: Profile): ProfileFigures {
  const roots = new Map<string, Growing>();
  const heavy = new Map<string, { frame: ProfileFrame; selfMs: number; totalMs: number }>();
  const samples = profile.samples.filter((one) => one.thread_id === transaction.active_thread_id);
  let totalMs = 0;
  let idleMs = 0;
  samples.forEach(({ stack_id: stackId, elapsed_since_start_ns: at }, index) => {
    // A sample stands for the time until the next one, the last for as much as the one before it.
    const next = samples[index + 1]?.elapsed_since_start_ns;
    const before = samples[index - 1]?.elapsed_since_start_ns ?? at;
    const ms = (next === undefined ? at - before : next - at) / 1e6;
    const stack = listFrames(profile, stackId);
    totalMs += ms;
    const [innermost] = stack;
    if (innermost === undefined || isIdle(innermost)) idleMs += ms;
    growTree(roots, stack, ms);
    const unique = new Map(stack.map((frame) => [nameFrame(frame), frame]));
    for (const [name, frame] of unique) {
      if (pseudoFrames.has(frame.function ?? "")) continue;
      const entry = heavy.get(name) ?? { frame, selfMs: 0, totalMs: 0 };
      entry.totalMs += ms;
      if (innermost !== undefined && nameFrame(innermost) === name) entry.selfMs += ms;
      heavy.set(name, entry);
    }
  });
  return {
    roots: settle(roots),
    heaviest: sortHeaviest(heavy.values()),
    totalMs,
    idleMs,
    samples: samples.length,
  };
}

/** The heaviest frames of many profiles together. */
export function sumHeaviest(profiles: readonly Profile[]): readonly HeavyFrame[] {
  const heavy = new Map<string, { frame: ProfileFrame; selfMs: number; totalMs: number }>();
  for (
    const { frame, selfMs, totalMs } of profiles.flatMap((one) => computeProfile(one).heaviest)
  ) {
    const entry = heavy.get(nameFrame(frame)) ?? { frame, selfMs: 0, totalMs: 0 };
    entry.selfMs += selfMs;
    entry.totalMs += totalMs;
    heavy.set(nameFrame(frame), entry);
  }
  return sortHeaviest(heavy.values());
}

function sortHeaviest(frames: Iterable<HeavyFrame>): readonly HeavyFrame[] {
  return [...frames].toSorted((a, b) => b.selfMs - a.selfMs || b.totalMs - a.totalMs);
}

/**
 * The tree without what libraries and the runtime call among themselves: of each such run of calls
 * the outermost stays, with our own ones that it leads to.
 */
export function foldForeign(nodes: readonly FlameNode[]): readonly FlameNode[] {
  return mergeAlike(nodes.map(({ frame, totalMs, children }) => ({
    frame,
    totalMs,
    children: frame.in_app === true ? foldForeign(children) : foldForeign(listOwnBelow(children)),
  })));
}

function listOwnBelow(nodes: readonly FlameNode[]): readonly FlameNode[] {
  return nodes.flatMap((node) => node.frame.in_app === true ? [node] : listOwnBelow(node.children));
}

function mergeAlike(nodes: readonly FlameNode[]): readonly FlameNode[] {
  const groups = Map.groupBy(nodes, ({ frame }) => nameFrame(frame));
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    return [{
      frame: first.frame,
      totalMs: alike.reduce((sum, { totalMs }) => sum + totalMs, 0),
      children: alike.length === 1
        ? first.children
        : mergeAlike(alike.flatMap(({ children }) => children)),
    }];
  }).toSorted((a, b) => b.totalMs - a.totalMs);
}

/** The innermost call first. */
function listFrames({ stacks, frames }: Profile["profile"], stackId: number): ProfileFrame[] {
  const stack: ProfileFrame[] = [];
  for (const id of stacks[stackId] ?? []) {
    const frame = frames[id];
    if (frame !== undefined) stack.push(frame);
  }
  return stack;
}

function growTree(roots: Map<string, Growing>, stack: readonly ProfileFrame[], ms: number): void {
  let level = roots;
  for (const frame of stack.toReversed()) {
    const name = nameFrame(frame);
    const node = level.get(name) ?? { frame, totalMs: 0, children: new Map<string, Growing>() };
    node.totalMs += ms;
    level.set(name, node);
    level = node.children;
  }
}

function settle(level: ReadonlyMap<string, Growing>): readonly FlameNode[] {
  return [...level.values()]
    .toSorted((a, b) => b.totalMs - a.totalMs)
    .map(({ frame, totalMs, children }) => ({ frame, totalMs, children: settle(children) }));
}

/** One function, on whichever line of it one was. */
function nameFrame({ function: name, filename, abs_path: path, module }: ProfileFrame): string {
  return JSON.stringify([name, filename ?? path, module]);
}
