import { renderTable } from "../figures/render_table.ts";
import { listQuantiles } from "../figures/summarise_rounds.ts";
import { renderTargets, type Results } from "../figures/write_results.ts";
import type { StormFigures } from "./run_storm.ts";

/** What Telegram lets through: over all in a second, and in bursts in one chat. */
const overall = 30;
const burst = { count: 5, seconds: 5 };

/**
 * How long the limits alone make it last, in seconds: the first ones go at once, the others as fast
 * as they let them. The cards of presses meanwhile count as well.
 */
function getBound({ plan, counted }: StormFigures): number {
  const all = (counted - overall) / overall;
  const inOneChat = (Math.ceil(plan.each / burst.count) - 1) * burst.seconds;
  return Math.max(all, inOneChat, 0);
}

export function renderStorms(storms: readonly StormFigures[], machine: string): Results {
  const judged = storms.map((storm) => {
    const { plan, seconds, refused, counted, quiet, meanwhile } = storm;
    const [before, during] = [quiet, meanwhile].map((presses) =>
      listQuantiles(presses.map(({ arrivedMs }) => arrivedMs))
    );
    const bound = getBound(storm);
    return {
      kind: plan.kind,
      bound,
      ratio: seconds / bound,
      refusedShare: refused / (counted + refused),
      before,
      during,
      p99Ratio: (during?.p99 ?? NaN) / (before?.p99 ?? NaN),
    };
  });
  const rows = storms.map((storm, index) => {
    const { plan, messages, wrongGroups, seconds, tickSeconds, refused } = storm;
    const { bound, ratio, before, during } = judged[index] ?? {};
    return [
      plan.kind === "apart" ? "each for another reporter" : "merged into one for each group",
      `${plan.groups * plan.each}`,
      `${messages}`,
      `${wrongGroups}`,
      seconds.toFixed(1),
      bound?.toFixed(1) ?? "",
      ratio?.toFixed(2) ?? "",
      `${refused}`,
      tickSeconds.toFixed(1),
      `${before?.p50.toFixed(1)} / ${before?.p99.toFixed(1)}`,
      `${during?.p50.toFixed(1)} / ${during?.p99.toFixed(1)}`,
    ];
  });
  const calls = storms.map(({ plan, calls }) =>
    `${plan.kind}: ` +
    Object.entries(calls).map(([method, count]) => `${count} ${method}`).join(", ")
  );
  const pressed = storms.map(({ plan: { kind, presses }, quiet, meanwhile }) =>
    `${kind}: ${presses.perSecond} a second in ${presses.groups} groups, ${quiet.length} before and ` +
    `${meanwhile.length} meanwhile`
  );
  return {
    benchmark: 5,
    title: "Storm",
    figures: {
      machine,
      storms: storms.map(({ quiet: _, meanwhile: __, ...rest }) => rest),
      judged,
    },
    text: [
      renderTable([
        [
          "timers due at once",
          "to be sent",
          "sent",
          "groups with too many or few",
          "seconds",
          "bound",
          "of it",
          "429s",
          "clock, s",
          "press before, p50 / p99",
          "press meanwhile",
        ],
        ...rows,
      ]),
      `The bound is what the limits alone allow: 30 a second over all, 5 within 5 seconds in a chat, ` +
      `of everything that counts, the cards of presses included. Presses in other groups, in milliseconds ` +
      `until their answer came to Telegram: ${pressed.join("; ")}. All calls: ${calls.join("; ")}.`,
      machine,
      renderTargets(judged.flatMap(({ kind, ratio, refusedShare, p99Ratio }) => [
        { what: `${kind}: time to deliver, of the bound`, value: ratio, most: 1.1 },
        { what: `${kind}: share of 429s`, value: refusedShare, most: 0.01 },
        { what: `${kind}: p99 of a press meanwhile, of before`, value: p99Ratio, most: 2 },
      ])),
    ].join("\n\n"),
  };
}
