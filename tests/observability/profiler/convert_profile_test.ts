import assert from "node:assert/strict";
import type { Profiler } from "node:inspector/promises";
import fc from "fast-check";
import { convertProfile } from "../../../src/observability/profiler/convert_profile.ts";
import type { Frame } from "../../../src/observability/profiler/sample_profile.ts";

type V8Profile = Profiler.Profile;

function node(id: number, functionName: string, children: number[] = []): V8Profile["nodes"][0] {
  const callFrame = { functionName, scriptId: "1", url: "", lineNumber: -1, columnNumber: -1 };
  return { id, callFrame, hitCount: 0, children };
}

const describeFrame = ({ functionName }: { functionName: string }): Frame => ({
  function: functionName,
  in_app: false,
});

/** (root) → tick → press; tick → press again by another way; (idle); (garbage collector). */
const life: V8Profile = {
  nodes: [
    node(1, "(root)", [2, 5, 6]),
    node(2, "tick", [3, 4]),
    node(3, "press", []),
    node(4, "press", []),
    node(5, "(idle)"),
    node(6, "(garbage collector)"),
  ],
  startTime: 1_000_000,
  endTime: 1_008_000,
  samples: [2, 3, 4, 5, 6, 3],
  timeDeltas: [1_000, 1_000, 1_000, 1_000, 1_000, 1_000],
};

Deno.test("profile: samples, stacks and frames, each told once", () => {
  const converted = convertProfile(life, { start: 1_000_000, end: 1_008_000, describeFrame });
  assert.ok(converted !== null);
  assert.deepEqual(
    converted.frames.map((frame) => frame.function),
    ["tick", "press", "(garbage collector)"],
  );
  // Innermost first; the root is no call; the idle thread calls nothing.
  assert.deepEqual(converted.stacks, [[0], [1, 0], [], [2]]);
  assert.deepEqual(converted.samples.map((sample) => sample.stack_id), [0, 1, 1, 2, 3, 1]);
  assert.deepEqual(
    converted.samples.map((sample) => sample.elapsed_since_start_ns),
    ["1000000", "2000000", "3000000", "4000000", "5000000", "6000000"],
  );
  assert.deepEqual(converted.thread_metadata, { "0": { name: "main" } });
  assert.ok(converted.samples.every((sample) => sample.thread_id === "0"));
});

Deno.test("profile: what lies outside of the transaction is left out", () => {
  const converted = convertProfile(life, { start: 1_002_000, end: 1_003_500, describeFrame });
  assert.deepEqual(
    converted?.samples.map((sample) => sample.elapsed_since_start_ns),
    ["0", "1000000"],
  );
  assert.deepEqual(converted?.frames.map((frame) => frame.function), ["press", "tick"]);
});

Deno.test("profile: samples that V8 tells out of order are put in order", () => {
  const tangled = { ...life, samples: [3, 2, 6], timeDeltas: [5_000, -2_000, 1_000] };
  const converted = convertProfile(tangled, { start: 1_000_000, end: 1_008_000, describeFrame });
  assert.deepEqual(
    converted?.samples.map((sample) => sample.elapsed_since_start_ns),
    ["3000000", "4000000", "5000000"],
  );
});

Deno.test("profile: fewer than two samples with calls are none", () => {
  assert.equal(convertProfile(life, { start: 1_002_000, end: 1_002_999, describeFrame }), null);
  // One call, and a thread that waits.
  assert.equal(convertProfile(life, { start: 1_003_000, end: 1_004_000, describeFrame }), null);
  const empty = { ...life, samples: [], timeDeltas: [] };
  assert.equal(convertProfile(empty, { start: 0, end: 2_000_000, describeFrame }), null);
});

/** Profiles of random shape: any tree, any samples of it, any times, any window. */
const anyProfile = fc.record({
  parents: fc.array(fc.nat(), { minLength: 1, maxLength: 30 }),
  names: fc.array(fc.constantFrom("a", "b", "c", "(idle)", "(program)"), {
    minLength: 31,
    maxLength: 31,
  }),
  samples: fc.array(fc.record({ node: fc.nat(), delta: fc.integer({ min: -500, max: 5_000 }) }), {
    maxLength: 60,
  }),
  start: fc.nat(100_000),
  length: fc.nat(200_000),
}).map(({ parents, names, samples, start, length }) => {
  const nodes = [node(1, "(root)")];
  parents.forEach((parent, index) => {
    const id = index + 2;
    const above = nodes[parent % nodes.length];
    above?.children?.push(id);
    nodes.push(node(id, names[index] ?? "a"));
  });
  const profile: V8Profile = {
    nodes,
    startTime: 50_000,
    endTime: 500_000,
    samples: samples.map((sample) => 1 + sample.node % nodes.length),
    timeDeltas: samples.map((sample) => sample.delta),
  };
  return { profile, start, end: start + length };
});

/** The names from a node to the root, found anew by another way: upwards by search. */
function namesOf(profile: V8Profile, nodeId: number): string[] {
  const found = profile.nodes.find((each) => each.id === nodeId);
  const parent = profile.nodes.find((each) => each.children?.includes(nodeId));
  if (found === undefined || parent === undefined) return [];
  return [found.callFrame.functionName, ...namesOf(profile, parent.id)];
}

Deno.test("profile: any profile of V8 becomes one that Sentry takes, sample by sample", () => {
  fc.assert(fc.property(anyProfile, ({ profile, start, end }) => {
    const times: number[] = [];
    (profile.timeDeltas ?? []).reduce((time, delta) => {
      times.push(time + delta);
      return time + delta;
    }, profile.startTime);
    const expected = (profile.samples ?? []).flatMap((nodeId, index) => {
      const time = times[index] ?? 0;
      if (time < start || time > end) return [];
      const names = namesOf(profile, nodeId);
      return [{ time, names: names[0] === "(idle)" ? [] : names }];
    }).toSorted((one, other) => one.time - other.time);
    const converted = convertProfile(profile, { start, end, describeFrame });
    if (expected.filter(({ names }) => names.length > 0).length < 2) {
      assert.equal(converted, null);
      return;
    }
    assert.ok(converted !== null);
    const { samples, stacks, frames } = converted;
    assert.deepEqual(
      samples.map((sample) => ({
        time: start + Number(sample.elapsed_since_start_ns) / 1_000,
        names: stacks[sample.stack_id]?.map((id) => frames[id]?.function),
      })),
      expected,
    );
    assert.equal(new Set(stacks.map((stack) => stack.join())).size, stacks.length);
    assert.equal(new Set(frames.map((frame) => frame.function)).size, frames.length);
    // Nothing is sent that no sample needs.
    assert.deepEqual(
      new Set(samples.map((sample) => sample.stack_id)),
      new Set(stacks.keys()),
    );
    assert.deepEqual(new Set(stacks.flat()), new Set(frames.keys()));
  }));
});
