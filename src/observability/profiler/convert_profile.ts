import type { Profiler } from "node:inspector/promises";
import { type Frame, mainThread, type Sample, type SampleProfile } from "./sample_profile.ts";

type V8Profile = Profiler.Profile;
type V8Node = V8Profile["nodes"][number];

export interface ConversionOptions {
  /** When the transaction began and ended, on V8's clock, in microseconds. */
  readonly start: number;
  readonly end: number;
  readonly describeFrame: (callFrame: V8Node["callFrame"]) => Frame;
}

/**
 * V8's CPU profile → Sentry's samples, those alone that lie within the transaction. Equal frames
 * and equal stacks are told once.
 *
 * @returns null where fewer than two samples are left that are not idle; Sentry takes no less, since
 *   one sample has no duration
 */
export function convertProfile(
  profile: V8Profile,
  { start, end, describeFrame }: ConversionOptions,
): SampleProfile | null {
  const nodes = indexNodes(profile.nodes);
  const frames = createTable<Frame>((frame) => JSON.stringify(frame));
  const stacks = createTable<number[]>((stack) => stack.join());
  const getFrameId = once((node: V8Node) => frames.add(describeFrame(node.callFrame)));
  const getStackId = once((nodeId: number) => stacks.add(listCalls(nodes, nodeId).map(getFrameId)));

  const samples = listSamples(profile).filter(({ time }) => time >= start && time <= end)
    .map(({ nodeId, time }): Sample => ({
      stack_id: getStackId(nodeId),
      thread_id: mainThread.id,
      elapsed_since_start_ns: String(Math.round((time - start) * 1_000)),
    }));
  const busy = samples.filter((sample) => stacks.rows[sample.stack_id]?.length !== 0);
  if (busy.length < 2) return null;
  return {
    samples,
    stacks: stacks.rows,
    frames: frames.rows,
    thread_metadata: { [mainThread.id]: { name: mainThread.name } },
  };
}

/** In the order of their time, which on a busy machine is not always that of V8's list. */
function listSamples({ startTime, samples = [], timeDeltas = [] }: V8Profile) {
  let time = startTime;
  return samples.map((nodeId, index) => ({ nodeId, time: time += timeDeltas[index] ?? 0 }))
    .toSorted((one, other) => one.time - other.time);
}

interface LinkedNode {
  readonly node: V8Node;
  readonly parent: number | null;
}

function indexNodes(nodes: readonly V8Node[]): Map<number, LinkedNode> {
  const parents = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
  );
  return new Map(nodes.map((node) => [node.id, { node, parent: parents.get(node.id) ?? null }]));
}

/** The calls that led to a node, the innermost first. None where the thread was idle. */
function listCalls(nodes: Map<number, LinkedNode>, nodeId: number): V8Node[] {
  const calls: V8Node[] = [];
  let linked = nodes.get(nodeId);
  if (linked?.node.callFrame.functionName === "(idle)") return [];
  // The root stands for the thread and is no call.
  while (linked !== undefined && linked.parent !== null) {
    calls.push(linked.node);
    linked = nodes.get(linked.parent);
  }
  return calls;
}

/** Asks once for each thing and remembers the answer. */
function once<K>(ask: (key: K) => number): (key: K) => number {
  const answers = new Map<K, number>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}

/** Rows that are told apart by a key, each once. */
function createTable<T>(keyOf: (row: T) => string) {
  const rows: T[] = [];
  const ids = new Map<string, number>();
  return {
    rows,
    /** The index of the row. */
    add(row: T): number {
      const key = keyOf(row);
      const known = ids.get(key);
      if (known !== undefined) return known;
      ids.set(key, rows.length);
      return rows.push(row) - 1;
    },
  };
}
