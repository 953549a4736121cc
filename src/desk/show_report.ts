import { parseReportPeriod } from "../incident/report_period.ts";
import { isOpsManager } from "../people/permission.ts";
import type { Actor } from "../people/role.ts";
import type { Answer } from "./answer.ts";
import { answerNowhere, answerQuietly } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";
import type { Organisation, Transaction } from "./ports.ts";

/** `/report`, with the period as the person wrote it. */
export interface ReportRequest extends Incoming {
  readonly words: string;
}

/**
 * Answers an OpsManager with the figures of a day, a week or a month: in private where that is open or
 * was asked there, else in the group for five minutes. The chart and the table follow the answer.
 */
export function showReport(desk: Desk, request: ReportRequest): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, organisation, actor } = await enter(store, tx, request);
    if (!fresh) return;
    if (organisation === null) return await answerNowhere(store, tx, request);
    const answer = await decide(desk, tx, request, organisation, actor);
    await answerQuietly(store, tx, request, group, answer);
  });
}

async function decide(
  { store }: Desk,
  tx: Transaction,
  { words }: ReportRequest,
  { timeZone }: Organisation,
  actor: Actor,
): Promise<Answer> {
  if (!isOpsManager(actor)) return { type: "report_refused", reason: "not_manager" };
  const asked = parseReportPeriod(words, timeZone, await store.clock.readClock(tx));
  return asked.ok
    ? { type: "report", period: asked.period }
    : { type: "report_refused", reason: asked.reason };
}
