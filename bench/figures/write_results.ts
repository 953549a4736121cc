/** One of the eight benchmarks, as it is told in docs/performance.md. */
export interface Results {
  /** Its number in the list of benchmarks. */
  readonly benchmark: number;
  readonly title: string;
  /** Markdown below the title: tables, verdicts, and what they were measured on. */
  readonly text: string;
  /** What was measured, for whoever wants to compute something else of it. */
  readonly figures: unknown;
}

const folder = new URL("../results/", import.meta.url);

/** Prints it, and writes `NAME.json` and `NAME.md` into `bench/results`. */
export async function writeResults(name: string, results: readonly Results[]): Promise<void> {
  const text = results.map((one) => `## ${one.benchmark}. ${one.title}\n\n${one.text}\n`).join(
    "\n",
  );
  console.log(`\n${text}`);
  await Deno.mkdir(folder, { recursive: true });
  const figures = results.map(({ text: _, ...rest }) => rest);
  await Deno.writeTextFile(
    new URL(`${name}.json`, folder),
    JSON.stringify(figures, null, 2) + "\n",
  );
  await Deno.writeTextFile(new URL(`${name}.md`, folder), text);
}

function render(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}

/** Which targets are met, one a line. */
export function renderTargets(
  targets: readonly {
    readonly what: string;
    readonly value: number;
    readonly most?: number;
    readonly least?: number;
  }[],
): string {
  return targets.map(({ what, value, most = Infinity, least = -Infinity }) => {
    const met = value <= most && value >= least;
    const bound = most < Infinity ? `at most ${most}` : `at least ${least}`;
    return `- ${met ? "met" : "**missed**"}: ${what} ${render(value)} (${bound})`;
  }).join("\n");
}
