import assert from "node:assert/strict";
import { createBudget } from "../../../src/observability/profiler/budget.ts";

function create(share: number, most: number) {
  const clock = { time: 1_000 };
  const budget = createBudget({ share, most, now: () => clock.time });
  return { budget, clock };
}

Deno.test("budget: what is saved up may be spent in a row", () => {
  const { budget } = create(0.01, 100);
  budget.spend(60);
  assert.equal(budget.isOpen(), true);
  budget.spend(60);
  assert.equal(budget.isOpen(), false);
});

Deno.test("budget: over a long time no more than the share is spent", () => {
  const { budget, clock } = create(0.01, 100);
  let spent = 0;
  for (; clock.time < 1_001_000; clock.time += 7) {
    if (!budget.isOpen()) continue;
    budget.spend(40);
    spent += 40;
  }
  assert.ok(spent <= 1_000_000 * 0.01 + 100 + 40, `${spent}`);
  assert.ok(spent >= 1_000_000 * 0.01 - 40, `${spent}`);
});

Deno.test("budget: a long quiet saves up no more than the most", () => {
  const { budget, clock } = create(0.5, 100);
  clock.time += 3_600_000;
  budget.spend(101);
  assert.equal(budget.isOpen(), false);
});

Deno.test("budget: a clock that is set back takes nothing away", () => {
  const { budget, clock } = create(0.5, 100);
  budget.spend(50);
  clock.time -= 900;
  assert.equal(budget.isOpen(), true);
});
