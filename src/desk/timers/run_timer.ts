import { lockCaughtUp } from "../catch_up.ts";
import type { Desk } from "../desk.ts";
import type { DueTimer, TimerKind } from "../ports.ts";
import { runBreach } from "./run_breach.ts";
import { runChoiceExpired } from "./run_choice_expired.ts";
import { runGraceOver } from "./run_grace_over.ts";
import { runReminder } from "./run_reminder.ts";
import type { RunTimer } from "./timer_run.ts";

/** How each kind is carried out; a new kind does not compile until it stands here. */
const runKind: { readonly [K in TimerKind]: RunTimer } = {
  choice_expired: runChoiceExpired,
  department_reminder: (run) => runReminder(run, "department"),
  claim_reminder: (run) => runReminder(run, "claim"),
  resolve_reminder: (run) => runReminder(run, "resolve"),
  summary_reminder: (run) => runReminder(run, "summary"),
  claim_breach: (run) => runBreach(run, "claim"),
  resolve_breach: (run) => runBreach(run, "resolve"),
  grace_over: runGraceOver,
};

/** Settles one due timer in one transaction, unless somebody else has done so meanwhile. */
export function runTimer(desk: Desk, timer: DueTimer): Promise<void> {
  const { store } = desk;
  const { incidentId } = timer;
  return store.database.transaction(async (tx) => {
    const [organisation, { incident, level, card, at }, still] = await Promise.all([
      store.organisations.enterOrganisation(tx, timer.organisationId),
      lockCaughtUp(store, tx, incidentId),
      // After the lock: before it, another could still be settling the same one.
      store.timers.hasTimer(tx, timer.id),
    ]);
    if (!still) return;
    await store.timers.deleteTimer(tx, timer.id);
    if (incident === null || card === null) return;
    const group = await store.organisations.enterGroup(tx, card.place.chatId);
    if (group === null) return;
    await runKind[timer.kind]({ desk, tx, timer, organisation, incident, level, card, at });
  });
}
