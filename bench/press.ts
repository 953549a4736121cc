/**
 * Benchmarks 1, 2 and 8: from a press to its answer, with a Telegram that answers at once and one
 * that takes its time, on a server's database and on the embedded one, against a bare handler. Each
 * is a process of its own; Telegram and whoever presses are this one.
 *
 *     BENCH_DATABASE_URL=… deno run -A bench/press.ts [--quick]
 */
import { parseArgs } from "node:util";
import { describeMachine, getServerUrl } from "./desk/bench_database.ts";
import { takeTurns } from "./desk/contestant.ts";
import { endWithAll } from "./desk/end_with_all.ts";
import { startTelegramStub } from "./desk/telegram_stub.ts";
import type { Round } from "./figures/summarise_rounds.ts";
import { writeResults } from "./figures/write_results.ts";
import { type ContestantName, startContestants } from "./press/contestants.ts";
import { renderPresses } from "./press/render_presses.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const plan = values.quick
  ? { groups: 16, levels: [1, 16], rounds: 2, seconds: 0.5, warmUpSeconds: 0.5 }
  : { groups: 64, levels: [1, 16, 64], rounds: 7, seconds: 2.5, warmUpSeconds: 4 };

endWithAll();
const serverUrl = getServerUrl();
const telegram = startTelegramStub();
const warmUp = { inFlight: 16, until: { seconds: plan.warmUpSeconds } };
const started = await startContestants(telegram, serverUrl, { groups: plan.groups, warmUp });
const rounds = new Map<number, Record<ContestantName, Round[]>>(
  plan.levels.map((inFlight) => [
    inFlight,
    { floor: [], desk: [], slow_telegram: [], embedded: [] },
  ]),
);
for (let round = 0; round < plan.rounds; round++) {
  for (const [inFlight, all] of rounds) {
    for (const { name, contestant } of takeTurns(started, round)) {
      all[name].push(await contestant.play({ inFlight, until: { seconds: plan.seconds } }));
    }
  }
  console.error(`round ${round + 1} of ${plan.rounds}`);
}
for (const { stop } of started) await stop();
await telegram.stop();
const machine = await describeMachine(
  serverUrl,
  "what is measured, its database, and Telegram with who presses",
);
await writeResults("press", renderPresses(rounds, plan, machine));
Deno.exit(0);
