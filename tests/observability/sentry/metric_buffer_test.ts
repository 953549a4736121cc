import assert from "node:assert/strict";
import { MetricBuffer } from "../../../src/observability/sentry/metric_buffer.ts";

type Item = {
  readonly name: string;
  readonly type: string;
  readonly unit?: string;
  readonly value: number;
  readonly trace_id: string;
  readonly attributes: Readonly<Record<string, { readonly value: unknown; readonly type: string }>>;
};

function create(random?: () => number) {
  const envelopes: Item[][] = [];
  const buffer = new MetricBuffer(
    (envelope) => {
      // Through JSON, as it would go.
      const [, [[, payload]]] = JSON.parse(JSON.stringify(envelope));
      envelopes.push(payload.items);
    },
    { "sentry.release": "roadcall@test" },
    random,
  );
  return { buffer, envelopes };
}

Deno.test("figures: counts are added up, each set of attributes by itself", () => {
  const { buffer, envelopes } = create();
  for (let turn = 0; turn < 3; turn++) buffer.count("flow.used", 1, { flow: "/ticket" });
  buffer.count("flow.used", 2, { flow: "claim" });
  buffer.flush();
  buffer.count("flow.used", 1, { flow: "/ticket" });
  buffer.flush();
  const told = envelopes.map((items) =>
    items.map(({ name, type, value, attributes }) => [name, type, value, attributes.flow?.value])
  );
  assert.deepEqual(told, [
    [["flow.used", "counter", 3, "/ticket"], ["flow.used", "counter", 2, "claim"]],
    [["flow.used", "counter", 1, "/ticket"]],
  ]);
  assert.deepEqual(envelopes[0]?.[0]?.attributes, {
    "sentry.release": { value: "roadcall@test", type: "string" },
    flow: { value: "/ticket", type: "string" },
  });
  assert.match(envelopes[0]?.[0]?.trace_id ?? "", /^[0-9a-f]{32}$/);
});

Deno.test("figures: a quiet desk's durations and states are sent each", () => {
  const { buffer, envelopes } = create();
  for (let value = 1; value <= 25; value++) buffer.distribution("tick.duration", value);
  buffer.gauge("users.active", 3);
  buffer.gauge("users.active", 4);
  buffer.flush();
  const [items = []] = envelopes;
  const valuesOf = (name: string) => items.flatMap((item) => item.name === name ? item.value : []);
  assert.deepEqual(valuesOf("tick.duration"), Array.from({ length: 25 }, (_, index) => index + 1));
  assert.deepEqual(valuesOf("users.active"), [3, 4]);
  assert.equal(items[0]?.unit, "millisecond");
});

Deno.test("figures: of a busy desk's durations a fair choice is sent", () => {
  let state = 7;
  const { buffer, envelopes } = create(() => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
  const chosen: number[] = [];
  for (let round = 0; round < 40; round++) {
    for (let value = 0; value < 1_000; value++) {
      buffer.distribution("database.query.duration", value, { operation: "claim_incident" });
    }
    buffer.flush();
    chosen.push(...(envelopes.at(-1) ?? []).map(({ value }) => value));
  }
  assert.equal(chosen.length, 40 * 25);
  const share = (from: number) =>
    chosen.filter((value) => value >= from && value < from + 100).length / chosen.length;
  // Each tenth of what there was is a tenth of what is sent, the first values and the last alike.
  for (let from = 0; from < 1_000; from += 100) {
    assert.ok(Math.abs(share(from) - 0.1) < 0.03, `${from}: ${share(from)}`);
  }
});

Deno.test("figures: none is lost where there are many kinds, and no envelope is too large", () => {
  const { buffer, envelopes } = create();
  for (let user = 0; user < 2_500; user++) buffer.count("errors", 1, { user_id: user });
  buffer.flush();
  assert.ok(envelopes.every((items) => items.length <= 1_000));
  assert.equal(envelopes.flat().reduce((sum, { value }) => sum + value, 0), 2_500);
  buffer.count("errors", Number.NaN);
  buffer.flush();
  assert.equal(envelopes.flat().length, 2_500);
});

Deno.test("figures: sets of attributes that resemble one another are told apart", () => {
  const { buffer, envelopes } = create();
  const sets = [{}, { flow: "a" }, { flow: "a", kind: "b" }, { flow: "a", kind: "c" }, {
    kind: "b",
  }, { kind: "a" }];
  for (const times of [1, 2]) {
    for (const [index, set] of sets.entries()) buffer.count("flow.used", times * 10 ** index, set);
  }
  buffer.flush();
  assert.deepEqual(
    envelopes[0]?.map(({ value, attributes }) => [
      value,
      attributes.flow?.value,
      attributes.kind?.value,
    ]),
    sets.map((
      set: { flow?: string; kind?: string },
      index,
    ) => [3 * 10 ** index, set.flow, set.kind]),
  );
});
