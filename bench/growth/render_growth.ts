import { renderTable } from "../figures/render_table.ts";
import { median } from "../figures/statistics.ts";
import { listQuantiles, summariseRounds } from "../figures/summarise_rounds.ts";
import { renderTargets, type Results } from "../figures/write_results.ts";
import { type Question, questions } from "./ask.ts";
import type { Grown, GrowthPlan } from "./create_grown.ts";
import type { ColdFigures, WarmFigures } from "./measure_grown.ts";

export interface GrowthFigures {
  readonly plan: GrowthPlan;
  readonly grown: readonly Grown[];
  /** Null where the server could not be restarted. */
  readonly cold: ColdFigures | null;
  readonly warm: WarmFigures;
  readonly machine: string;
}

/** By how many in flight the target goes. */
const judged = 1;

export function renderGrowth({ plan, grown, cold, warm, machine }: GrowthFigures): Results {
  const head = [
    "",
    ...grown.map(({ incidents }) => `${incidents.toLocaleString("en-GB")} incidents`),
  ];
  const show = (waits: readonly number[] | undefined) => {
    if (waits === undefined || waits.length === 0) return "–";
    const { p50, p99 } = listQuantiles(waits);
    return `${p50.toFixed(1)} / ${p99.toFixed(1)}`;
  };
  const names = Object.keys(questions).filter((name): name is Question => name in questions);
  const summaries = [...warm.presses].map(([inFlight, all]) => ({
    inFlight,
    sizes: all.map((rounds) => summariseRounds(rounds, all[0] ?? [])),
  }));
  const rows = [
    ...summaries.map(({ inFlight, sizes }) => [
      `press to answer, ${inFlight} in flight`,
      ...sizes.map(({ arrived, ratios }) =>
        `${arrived.p50.toFixed(1)} / ${arrived.p99.toFixed(1)} (${ratios.p50.median.toFixed(2)})`
      ),
    ]),
    ...names.map((name) => [name, ...warm.waits.map((waits) => show(waits[name]))]),
    [
      "a due timer among the others",
      ...warm.timers.map((rounds) =>
        median(rounds.filter((value) => !Number.isNaN(value))).toFixed(1)
      ),
    ],
    ...names.map((name) => [
      `${name}, cold`,
      ...grown.map((_, index) => show(cold?.waits[index]?.[name])),
    ]),
    ["size on disk, MB", ...grown.map(({ sizeMb }) => sizeMb.toFixed(0))],
    ["seconds to make it", ...grown.map(({ fillSeconds }) => fillSeconds.toFixed(0))],
  ];
  const ratio = summaries.find(({ inFlight }) => inFlight === judged)?.sizes.at(-1)?.ratios.p50
    .median;
  const coldness = cold === null
    ? "The server was not this bench's own, so that nothing was measured cold."
    : `Cold: the first ${plan.cold} after a restart of server and desk` +
      (cold.systemForgot
        ? ", with the system's cache of files emptied."
        : "; the system may have kept the files in memory.");
  return {
    benchmark: 4,
    title: "Growth",
    figures: {
      plan,
      machine,
      grown: grown.map(({ database: _, ...rest }) => rest),
      cold,
      summaries,
      warm: { waits: warm.waits, timers: warm.timers },
    },
    text: [
      renderTable([head, ...rows]),
      `p50 / p99 in milliseconds, and for presses p50 as a ratio to the smallest; over ${plan.groups} ` +
      `groups of ${plan.organisations} organisations, presses in ${plan.tables} of them. Questions are ` +
      `asked one after another, ${plan.questions} of each and ${plan.reports} reports, until the ` +
      `answer's message comes to Telegram. ${coldness}`,
      machine,
      renderTargets([{
        what: `press to answer at ${grown.at(-1)?.incidents} incidents, of that at ${
          grown[0]?.incidents
        },`,
        value: ratio ?? NaN,
        most: 1.2,
      }]),
    ].join("\n\n"),
  };
}
