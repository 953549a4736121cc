import assert from "node:assert/strict";
import { createRandom, type Random } from "../../../tools/trial/random.ts";

function draw(random: Random): readonly number[] {
  return Array.from({ length: 20 }, () => random.integer(1, 6));
}

Deno.test("the same seed gives the same chance, another seed another one", () => {
  assert.deepEqual(draw(createRandom(7)), draw(createRandom(7)));
  assert.notDeepEqual(draw(createRandom(7)), draw(createRandom(8)));
  const picked = (random: Random) => [
    random.pick(["a", "b", "c"]),
    random.shuffle([1, 2, 3, 4, 5, 6]),
    random.chance(0.5),
    random.fraction(),
  ];
  assert.deepEqual(picked(createRandom(7)), picked(createRandom(7)));
});

Deno.test("a stream does not depend on what was drawn before, nor on other streams", () => {
  const random = createRandom(7);
  const before = draw(random.fork("life 1"));
  draw(random);
  draw(random.fork("life 2"));
  assert.deepEqual(draw(random.fork("life 1")), before);
  assert.notDeepEqual(draw(random.fork("life 2")), before);
  assert.notDeepEqual(draw(createRandom(8).fork("life 1")), before);
});

Deno.test("everything may come, nothing else, and an empty list is refused", () => {
  const random = createRandom(7);
  const seen = new Set(Array.from({ length: 500 }, () => random.integer(1, 6)));
  assert.deepEqual([...seen].sort(), [1, 2, 3, 4, 5, 6]);
  const picked = new Set(Array.from({ length: 200 }, () => random.pick(["a", "b", "c"])));
  assert.deepEqual([...picked].sort(), ["a", "b", "c"]);
  assert.deepEqual(random.shuffle([3, 1, 2]).sort(), [1, 2, 3]);
  const hits = Array.from({ length: 1000 }, () => random.chance(0.3)).filter(Boolean).length;
  assert.ok(hits > 230 && hits < 370, `${hits} of 1000`);
  assert.throws(() => random.pick([]), RangeError);
});
