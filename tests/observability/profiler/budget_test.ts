import assert from "node:assert/strict";
import { createBudget } from "../../../src/observability/profiler/budget.ts";

function create(most: number) {
  const earned = { sum: 1_000 };
  return { earned, budget: createBudget({ most, earned: () => earned.sum }) };
}

Deno.test("budget: what is saved up may be spent in a row", () => {
  const { budget } = create(100);
  budget.spend(60);
  assert.equal(budget.isOpen(), true);
  budget.spend(60);
  assert.equal(budget.isOpen(), false);
});

Deno.test("budget: over a long time no more is spent than was earned", () => {
  const { budget, earned } = create(100);
  let spent = 0;
  for (; earned.sum < 11_000; earned.sum += 0.07) {
    if (!budget.isOpen()) continue;
    budget.spend(40);
    spent += 40;
  }
  assert.ok(spent <= 10_000 + 100 + 40, `${spent}`);
  assert.ok(spent >= 10_000 - 40, `${spent}`);
});

Deno.test("budget: a long quiet saves up no more than the most", () => {
  const { budget, earned } = create(100);
  earned.sum += 3_600_000;
  budget.spend(101);
  assert.equal(budget.isOpen(), false);
});

Deno.test("budget: a clock that is set back takes nothing away", () => {
  const { budget, earned } = create(100);
  budget.spend(50);
  earned.sum -= 900;
  assert.equal(budget.isOpen(), true);
});
