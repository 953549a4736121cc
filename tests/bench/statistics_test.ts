import assert from "node:assert/strict";
import fc from "fast-check";
import { estimate, median, quantile } from "../../bench/figures/statistics.ts";

Deno.test("figures: medians and quantiles", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(quantile([10, 20, 30, 40, 50], 0), 10);
  assert.equal(quantile([10, 20, 30, 40, 50], 1), 50);
  assert.equal(quantile([10, 20, 30, 40, 50], 0.9), 46);
});

Deno.test("figures: an estimate's interval holds its median, and is the same each time", () => {
  const figures = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(figures, (values) => {
      const told = estimate(values);
      assert.ok(told.low <= told.median && told.median <= told.high);
      assert.deepEqual(estimate(values), told);
    }),
    { numRuns: 20 },
  );
});

Deno.test("figures: the interval is as wide as the values differ", () => {
  const steady = estimate([1, 1.01, 0.99, 1, 1.01, 0.99, 1, 1]);
  const wild = estimate([0.5, 1.5, 0.7, 1.4, 1, 0.6, 1.3, 1]);
  assert.ok(wild.high - wild.low > 5 * (steady.high - steady.low));
});
