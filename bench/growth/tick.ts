import { runOn } from "../desk/bench_database.ts";
import { rest } from "../desk/press_cards.ts";
import type { BotProcess } from "../desk/start_bot.ts";

/** With it the bench wakes the clock. */
export const tickToken = "t".repeat(32);

/** Wakes the clock. @returns milliseconds that it took, and how many timers it ran */
export async function tick(
  bot: BotProcess,
): Promise<{ readonly tookMs: number; readonly ran: number }> {
  const begun = performance.now();
  const response = await fetch(`${bot.origin}/tick`, {
    method: "POST",
    headers: { authorization: `Bearer ${tickToken}` },
  });
  const { ran } = await response.json();
  return { tookMs: performance.now() - begun, ran };
}

const due = 50;

/** @returns milliseconds for each of some timers that are due at once among all the others */
export async function measureDueTimers(
  bot: BotProcess,
  databaseUrl: string,
  groups: readonly number[],
): Promise<number> {
  await runOn(
    databaseUrl,
    `insert into timers (organisation_id, incident_id, kind, due_at)
    select organisation_id, id, 'choice_expired', roadcall_now() from incidents
    where status = 'awaiting_claim' and group_id in (${groups.slice(0, due).join()})
    on conflict do nothing`,
  );
  const { tookMs, ran } = await tick(bot);
  await rest(2_000);
  // The clock of the desk itself may have been faster.
  return ran === 0 ? NaN : tookMs / ran;
}
