import assert from "node:assert/strict";
import { planLife } from "../../../tools/trial/people/plan_life.ts";
import type { TrialGroup, TrialPerson } from "../../../tools/trial/ports.ts";
import { createRandom } from "../../../tools/trial/random.ts";

const departments = ["Dispatch", "Maintenance"];
const person = (
  id: number,
  role: TrialPerson["role"],
  ...of: readonly string[]
): TrialPerson => ({ id, firstName: `P${id}`, role, departments: of });
const group: TrialGroup = {
  chatId: -1,
  title: "Yard",
  organisation: "Haulier",
  departments,
  people: [
    person(1, "ops_manager", ...departments),
    person(2, "dispatcher", "Dispatch"),
    person(3, "dispatcher", "Maintenance"),
    person(4, "driver"),
    person(5, "driver"),
  ],
};

const plan = (seed: number, life: number) =>
  planLife(group, life, createRandom(seed).fork(`life ${life}`));
const plans = Array.from({ length: 500 }, (_, life) => plan(1, life));

Deno.test("a life's plan follows from its seed alone", () => {
  assert.deepEqual(plan(7, 3), plan(7, 3));
  assert.notDeepEqual(plans, Array.from({ length: 500 }, (_, life) => plan(2, life)));
});

Deno.test("whoever is to claim may, and there are two of them at least", () => {
  for (const { turn, handedOn, reporter } of plans) {
    assert.equal(reporter.role, "driver");
    for (const { department, claimers } of handedOn === null ? [turn] : [turn, handedOn]) {
      assert.ok(claimers.length >= 2);
      assert.ok(claimers.every(({ departments }) => departments.includes(department)));
    }
    assert.notEqual(handedOn?.department, turn.department);
  }
});

Deno.test("everything that can be planned comes about", () => {
  const seen = (of: (one: (typeof plans)[number]) => unknown) => new Set(plans.map(of)).size;
  assert.equal(seen(({ how }) => how), 5);
  assert.equal(seen(({ end }) => end), 10);
  assert.equal(seen(({ reopened }) => reopened && `${reopened.by} ${reopened.again}`), 5);
  assert.equal(new Set(plans.flatMap(({ asides }) => asides)).size, 5);
  assert.equal(seen(({ edits }) => edits), 2);
});
