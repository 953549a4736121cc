import { telegramLimits } from "../../src/desk/ports.ts";

/** What the functions that choose what is due are told last: Telegram's limits, and these kinds. */
export function renderLimitTerms(kinds: readonly string[]): string {
  const { overall, inGroupMinute, burst } = telegramLimits;
  return `${overall}, ${inGroupMinute}, ${burst.count}, ${burst.seconds}, ` +
    `'${JSON.stringify(kinds)}'::jsonb`;
}
