/**
 * Benchmark 5: ten thousand timers due at once over five hundred groups, while Telegram's limits are
 * on and people go on pressing buttons; and the case that can be merged apart. In real time, since
 * the limits are Telegram's.
 *
 *     BENCH_DATABASE_URL=… deno run -A bench/storm.ts [--quick]
 */
import { parseArgs } from "node:util";
import { describeMachine, getServerUrl } from "./desk/bench_database.ts";
import { endWithAll } from "./desk/end_with_all.ts";
import { startTelegramStub } from "./desk/telegram_stub.ts";
import { writeResults } from "./figures/write_results.ts";
import { renderStorms } from "./storm/render_storms.ts";
import { runStorm, type StormPlan } from "./storm/run_storm.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const often = { perSecond: 10, groups: 30 };
const seldom = { perSecond: 3, groups: 10 };
const plans: readonly StormPlan[] = values.quick
  ? [
    { kind: "apart", groups: 20, each: 10, quietSeconds: 5, presses: seldom },
    { kind: "merged", groups: 50, each: 1, quietSeconds: 5, presses: often },
  ]
  : [
    { kind: "apart", groups: 500, each: 20, quietSeconds: 90, presses: seldom },
    { kind: "merged", groups: 500, each: 1, quietSeconds: 30, presses: often },
  ];

endWithAll();
const serverUrl = getServerUrl();
const telegram = startTelegramStub();
const storms = [];
for (const plan of plans) storms.push(await runStorm(telegram, serverUrl, plan));
await telegram.stop();
const machine = await describeMachine(
  serverUrl,
  "the desk, its database, and Telegram with who presses",
);
await writeResults("storm", [renderStorms(storms, machine)]);
Deno.exit(0);
