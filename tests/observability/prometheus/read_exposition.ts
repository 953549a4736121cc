/**
 * Reads Prometheus's text format 0.0.4 strictly, and holds it to what promtool would complain of.
 * Source: Prometheus's pages "Exposition formats" and "Metric and label naming".
 */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** @throws where anything is wrong, naming the line */
export function readExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const families = new Map<string, Family & { samples: Sample[] }>();
  const seen = new Set<string>();
  let help: { name: string; text: string } | null = null;
  let current: (Family & { samples: Sample[] }) | null = null;
  for (const line of text.slice(0, -1).split("\n")) {
    if (line === "") continue;
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (comment !== null) {
      const [, kind, name = "", rest = ""] = comment;
      if (kind === "HELP") {
        help = { name, text: rest };
        continue;
      }
      if (help?.name !== name) throw new Error(`TYPE without a HELP before it: ${line}`);
      if (!/^(counter|gauge|histogram)$/.test(rest)) throw new Error(`unknown type: ${line}`);
      if (families.has(name)) throw new Error(`twice: ${line}`);
      current = { name, help: help.text, type: rest, samples: [] };
      families.set(name, current);
      continue;
    }
    const sample = parseSample(line);
    if (current === null || !belongs(current, sample.name)) throw new Error(`stray: ${line}`);
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).toSorted()]);
    if (seen.has(key)) throw new Error(`the same series twice: ${line}`);
    seen.add(key);
    current.samples.push(sample);
  }
  for (const family of families.values()) check(family);
  return families;
}

function belongs({ name, type }: Family, sample: string): boolean {
  const suffixes = type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
  return suffixes.some((suffix) => sample === `${name}${suffix}`);
}

function parseSample(line: string): Sample {
  const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (match === null) throw new Error(`no sample: ${line}`);
  const [, name = "", inner = "", number = ""] = match;
  const labels: Record<string, string> = {};
  let rest = inner;
  while (rest !== "") {
    const label = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/.exec(rest);
    if (label === null) throw new Error(`wrong labels: ${line}`);
    const [whole, key = "", value = ""] = label;
    if (key in labels) throw new Error(`a label twice: ${line}`);
    labels[key] = value.replace(/\\(.)/g, (_, char: string) => char === "n" ? "\n" : char);
    rest = rest.slice(whole.length);
  }
  const value = number === "+Inf" ? Infinity : Number(number);
  if (Number.isNaN(value)) throw new Error(`no number: ${line}`);
  return { name, labels, value };
}

function check({ name, type, help, samples }: Family): void {
  if (help.trim() === "") throw new Error(`${name} has no help`);
  if (type === "counter" && !name.endsWith("_total")) throw new Error(`${name} lacks _total`);
  if (type !== "counter" && name.endsWith("_total")) throw new Error(`${name} is no counter`);
  if (/_(counter|gauge|histogram|summary)(_|$)/.test(name)) throw new Error(`${name}: its type`);
  if (/milliseconds|_ms(_|$)/.test(name)) throw new Error(`${name} is in no base unit`);
  if (type === "histogram") checkHistogram(name, samples);
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const series = Map.groupBy(samples, ({ labels: { le: _, ...labels } }) => JSON.stringify(labels));
  for (const [key, parts] of series) {
    const buckets = parts.filter((sample) => sample.name === `${name}_bucket`)
      .map(({ labels, value }) => ({
        le: labels["le"] === "+Inf" ? Infinity : Number(labels["le"]),
        value,
      }));
    const count = parts.find((sample) => sample.name === `${name}_count`)?.value;
    if (!parts.some((sample) => sample.name === `${name}_sum`)) throw new Error(`${key}: no sum`);
    const last = buckets.at(-1);
    if (last?.le !== Infinity || last.value !== count) throw new Error(`${name} ${key}: no +Inf`);
    for (const [index, bucket] of buckets.entries()) {
      const before = buckets[index - 1];
      if (before === undefined) continue;
      if (before.le >= bucket.le || before.value > bucket.value) {
        throw new Error(`${name} ${key}: buckets are not cumulative`);
      }
    }
  }
}
