import assert from "node:assert/strict";
import { type MetricName, metricNames, metrics } from "../../../src/desk/ports/metrics.ts";
import { createPrometheus } from "../../../src/observability/prometheus/create_prometheus.ts";
import { describeFigure } from "../../../src/observability/prometheus/describe_figure.ts";
import { figureLabels } from "../../../src/observability/prometheus/figure_labels.ts";
import { type Family, readExposition } from "./read_exposition.ts";

async function read(
  { render }: Pick<Awaited<ReturnType<typeof createPrometheus>>, "render">,
): Promise<(name: string) => Family> {
  const families = readExposition((await render()).text);
  return (name) => {
    const family = families.get(name);
    assert.ok(family, name);
    return family;
  };
}

Deno.test("every figure of the table is there, in Prometheus's format and base units", async () => {
  const prometheus = await createPrometheus();
  const attributes = { kind: "card", user_id: 7, type: 'odd "one"\\\n', method: "sendMessage" };
  for (const name of metricNames) {
    switch (metrics[name].kind) {
      case "counter":
        prometheus.count(narrow(name, "counter"), 2, attributes);
        break;
      case "gauge":
        prometheus.gauge(narrow(name, "gauge"), 3, attributes);
        break;
      case "distribution":
        prometheus.distribution(narrow(name, "distribution"), 250, attributes);
    }
  }
  const { contentType } = await prometheus.render();
  assert.equal(contentType, "text/plain; version=0.0.4; charset=utf-8");
  const family = await read(prometheus);
  assert.deepEqual(family("roadcall_errors_total").samples, [{
    name: "roadcall_errors_total",
    labels: { type: 'odd "one"\\\n', recurrence: "", level: "" },
    value: 2,
  }]);
  const durations = family("roadcall_update_duration_seconds");
  assert.equal(durations.type, "histogram");
  assert.equal(durations.samples.find(({ name }) => name.endsWith("_sum"))?.value, 0.25);
  const delays = family("roadcall_incident_time_to_claim_seconds");
  assert.equal(delays.samples.find(({ name }) => name.endsWith("_sum"))?.value, 250);
  assert.deepEqual(family("roadcall_delivery_backlog").samples.map(({ value }) => value), [3]);
  assert.match(family("roadcall_tick_duration_seconds").help, /^One run of the clock\.$/);
  assert.ok((family("process_resident_memory_bytes").samples[0]?.value ?? 0) > 1e7);
});

type Kind = "counter" | "gauge" | "distribution";
type NameOf<K extends Kind> = {
  [N in MetricName]: (typeof metrics)[N]["kind"] extends K ? N : never;
}[MetricName];

function narrow<K extends Kind>(name: MetricName, kind: K): NameOf<K> {
  const isOfKind = (one: MetricName): one is NameOf<K> => metrics[one].kind === kind;
  assert.ok(isOfKind(name));
  return name;
}

Deno.test("who is hit by an error is no label, nor is anything else that grows with people", () => {
  for (const [name, labels] of Object.entries(figureLabels)) {
    for (const label of labels) {
      assert.doesNotMatch(label, /_id$|replica|chat|group|user/, name);
    }
  }
});

Deno.test("the paper has every figure with its kind and labels, and no other", async () => {
  const paper = await Deno.readTextFile(new URL("../../../docs/metrics.md", import.meta.url));
  const rows = paper.matchAll(/^\| `((?:roadcall|process)_\w+)` +\| (\w+) +\| ([^|]*?) *\|/gm);
  const told = [...rows].map(([, name, kind, labels = ""]) => [name, kind, labels]);
  const process = ["process_start_time_seconds", "process_resident_memory_bytes"];
  assert.deepEqual(told, [
    ...metricNames.map((name) => {
      const { name: called, kind } = describeFigure(name);
      return [called, kind, figureLabels[name].map((label) => `\`${label}\``).join(", ")];
    }),
    ...process.map((name) => [name, "gauge", ""]),
  ]);
});

Deno.test("a figure has only so many series; what comes later is told together", async () => {
  const prometheus = await createPrometheus();
  for (let number = 0; number < 1000; number++) {
    prometheus.count("flow.used", 1, { flow: `invented ${number}` });
  }
  prometheus.count("flow.used", 5, { flow: "invented 3" });
  const { samples } = (await read(prometheus))("roadcall_flow_used_total");
  assert.equal(samples.length, 201);
  const value = (flow: string) => samples.find(({ labels }) => labels["flow"] === flow)?.value;
  assert.equal(value("invented 3"), 6, "those that are known go on");
  assert.equal(value("other"), 800);
});

Deno.test("nothing that is no number breaks it", async () => {
  const prometheus = await createPrometheus();
  prometheus.count("errors", NaN);
  prometheus.count("errors", -1);
  prometheus.gauge("delivery.backlog", Infinity);
  prometheus.distribution("tick.duration", NaN);
  const family = await read(prometheus);
  assert.deepEqual(family("roadcall_errors_total").samples, []);
});

Deno.test("the strict reader finds what is wrong", () => {
  const head = "# HELP a_total x\n# TYPE a_total counter\n";
  const wrong = [
    `${head}a_total 1`,
    `${head}a_total 1\na_total 2\n`,
    `${head}b_total 1\n`,
    `${head}a_total{x="} 1\n`,
    `${head}a_total one\n`,
    "# TYPE a_total counter\na_total 1\n",
    "# HELP a x\n# TYPE a counter\na 1\n",
    '# HELP h x\n# TYPE h histogram\nh_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n',
    '# HELP h x\n# TYPE h histogram\nh_bucket{le="1"} 1\nh_sum 1\nh_count 1\n',
  ];
  for (const text of wrong) assert.throws(() => readExposition(text), text);
  assert.equal(readExposition(`${head}a_total 1\n`).get("a_total")?.samples[0]?.value, 1);
});
