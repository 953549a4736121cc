import assert from "node:assert/strict";
import { metrics } from "../../../src/desk/ports.ts";
import { monitors } from "../../../src/observability/monitors.ts";
import { alerts } from "../../../src/observability/provision/alerts.ts";
import { declareDashboard } from "../../../src/observability/provision/declare_dashboard.ts";
import { writeAggregate } from "../../../src/observability/provision/metric_aggregate.ts";
import { widgets } from "../../../src/observability/provision/widgets.ts";

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

Deno.test("an aggregate names figure, kind and unit as Sentry's queries do", () => {
  assert.equal(
    writeAggregate("p95", "update.duration"),
    "p95(value,update.duration,distribution,millisecond)",
  );
  assert.equal(writeAggregate("sum", "errors"), "sum(value,errors,counter,none)");
});

Deno.test("what is found by its name has a name of its own", () => {
  assert.ok(!hasTwice(alerts.map(({ name }) => name)));
  assert.ok(!hasTwice(Object.values(monitors).map(({ slug }) => slug)));
  assert.ok(!hasTwice(widgets.map(({ title }) => title)));
});

Deno.test("every figure is on the dashboard", () => {
  const drawn = widgets.flatMap(({ aggregates }) => aggregates).join("\n");
  for (const name of Object.keys(metrics)) assert.ok(drawn.includes(`(value,${name},`), name);
});

Deno.test("the dashboard's widgets lie beside each other, as many as Sentry takes", () => {
  const { widgets: declared } = declareDashboard(1);
  assert.ok(Array.isArray(declared));
  assert.ok(declared.length <= 30, `${declared.length} widgets`);
  const taken = new Set<string>();
  for (const { layout: { x, y, w, h } } of declared) {
    assert.ok(x + w <= 6);
    for (let column = x; column < x + w; column++) {
      for (let row = y; row < y + h; row++) {
        assert.ok(!taken.has(`${column}/${row}`), `two widgets at ${column}/${row}`);
        taken.add(`${column}/${row}`);
      }
    }
  }
});

Deno.test("of each alert the paper says what to do", async () => {
  const paper = await Deno.readTextFile(
    new URL("../../../docs/observability.md", import.meta.url),
  );
  for (const { name } of alerts) assert.ok(paper.includes(`\n| ${name} `), name);
});
