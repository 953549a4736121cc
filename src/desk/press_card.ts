import type { Expectation, PersonCommand } from "../incident/command.ts";
import { findTransferRefusal } from "../incident/department_rules.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { Refusal } from "../incident/refusal.ts";
import { isOutdated, transition } from "../incident/transition.ts";
import type { DepartmentId, IncidentId } from "../people/ids.ts";
import type { Actor } from "../people/role.ts";
import { applyDecision, type Foreknown } from "./consequences.ts";
import type { Desk } from "./desk.ts";
import { enterIncident, type Incoming } from "./incoming.ts";
import type { PressAction, PressOutcome } from "./outcome.ts";
import type { CardMessage, Choice, Department, Transaction } from "./ports.ts";
import { takeAwayLost } from "./take_away_lost.ts";

/** How long a choice of departments belongs to who opened it. */
const choiceSeconds = 60;

/** A press of a button under an incident's card, as decoded from what a client sent. */
export interface CardPress extends Incoming {
  readonly incidentId: IncidentId;
  readonly expected: Expectation;
  readonly action: PressAction;
  /** For `assign_department` and `transfer`. */
  readonly departmentId: DepartmentId | null;
}

/**
 * Applies a press in one transaction that checks the person, the group, the incident and its state.
 * Nothing of what the client sent is trusted.
 */
export function pressCard(desk: Desk, press: CardPress): Promise<PressOutcome> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { incidentId, departmentId } = press;
    const [{ fresh, group, actor, incident, level, card, at }, department, choice, next] =
      await Promise.all([
        enterIncident(store, tx, press, incidentId),
        departmentId === null ? null : store.departments.holdDepartment(tx, departmentId),
        choosing.has(press.action) ? store.messages.findChoice(tx, incidentId) : null,
        foresee(desk, tx, press),
      ]);
    if (!fresh) return { type: "duplicate" };
    if (group === null || incident === null || card === null) return { type: "not_here" };
    if (!isCard(card, press)) {
      // Where the right one is gone as well, its next drawing finds that out and sends it anew.
      await store.messages.touchCards(tx, incident.id);
      await takeAwayLost(store, tx, press, card);
      return { type: "moved", number: incident.number };
    }

    const target = { desk, tx, press, actor, incident, at, choice };
    if (press.action === "open_choice") return await openChoice(target);
    if (press.action === "close_choice") return await closeChoice(target);
    if (press.action === "add_summary") return await askForSummary(target);
    if (press.action === "transfer" && !ownsChoice(target)) {
      return await refuseChoice(target);
    }
    const command = createCommand(press, actor, department);
    if (command === null) return { type: "not_here" };
    const decision = transition(incident, command, at);
    if (!decision.ok) return await refuse(target, decision.refusal);

    const choiceOver = press.action === "transfer"
      ? clearChoice(desk, tx, incident)
      : Promise.resolve();
    await Promise.all([
      choiceOver,
      applyDecision(desk, tx, {
        before: incident,
        decision,
        actorId: actor.userId,
        // Not the press's own: what is left of a deleted message does not say its topic.
        place: card.place,
        cardMessageId: press.messageId,
        foreknown: { level: next.level ?? level, recipients: next.recipients },
      }),
    ]);
    return { type: "done", action: press.action };
  });
}

/** What concerns the choice of departments on the card. */
const choosing: ReadonlySet<PressAction> = new Set(["open_choice", "close_choice", "transfer"]);

/**
 * Reads what a press will have to know where it is accepted, so that nobody waits for it once more:
 * of the department that is to have the incident, or to have it again.
 */
async function foresee(
  { store: { departments, people } }: Desk,
  tx: Transaction,
  { action, incidentId, departmentId, person: { userId } }: CardPress,
): Promise<Foreknown> {
  if (departmentId !== null) {
    const [level, recipients] = await Promise.all([
      departments.findServiceLevel(tx, departmentId),
      people.listPingRecipients(tx, departmentId, userId),
    ]);
    return { level, recipients };
  }
  if (action !== "reopen") return { level: null, recipients: null };
  return { level: null, recipients: await people.listPingRecipientsOf(tx, incidentId, userId) };
}

/** Whether the button's message is the card, as far as it is known which one that is. */
function isCard({ place, messageId, goneMessageId }: CardMessage, press: CardPress): boolean {
  if (press.place.chatId !== place.chatId) return false;
  // Sent a moment ago and not recorded yet: it is newer than whatever was the card before.
  if (messageId === null) return press.messageId > (goneMessageId ?? 0);
  return press.messageId === messageId;
}

export interface Target {
  readonly desk: Desk;
  readonly tx: Transaction;
  readonly press: Omit<CardPress, "action" | "departmentId">;
  readonly actor: Actor;
  readonly incident: Incident;
  readonly at: Instant;
  /** The choice of departments that the card offers; null where it offers none. */
  readonly choice: Choice | null;
}

function createCommand(
  press: CardPress,
  actor: Actor,
  department: Department | null,
): PersonCommand | null {
  const { action, expected } = press;
  switch (action) {
    case "assign_department":
    case "transfer":
      return department === null ? null : { type: action, actor, expected, department };
    case "open_choice":
    case "close_choice":
    case "add_summary":
      return null;
    default:
      return { type: action, actor, expected };
  }
}

/** Asks who pressed for the summary of what was closed without one, if they may still give it. */
async function askForSummary(target: Target): Promise<PressOutcome> {
  const { desk, tx, press: { place, messageId, expected }, actor, incident, at } = target;
  const summary = transition(incident, { type: "summarise", actor, expected }, at);
  if (!summary.ok) return refuse(target, summary.refusal);
  await desk.store.messages.createPrompt(tx, {
    place,
    userId: actor.userId,
    replyTo: messageId,
    purpose: { type: "summary", incidentId: incident.id, cycle: incident.cycle.ordinal },
  });
  return { type: "done", action: "add_summary" };
}

/** Where the card in the chat was not up to date, it is drawn again. */
export async function refuse(target: Target, refusal: Refusal): Promise<PressOutcome> {
  const { desk: { store }, tx, incident } = target;
  if (refusal.reason === "outdated" || refusal.reason === "wrong_status") {
    await store.messages.touchCards(tx, incident.id);
  }
  const department = "departmentId" in refusal
    ? await store.organisations.findDepartment(tx, refusal.departmentId)
    : null;
  return { type: "refused", refusal, department };
}

/**
 * Offers the departments on the card, to who pressed and for a minute.
 *
 * @param alongside what else is written then, in the same round trip
 */
export async function openChoice(
  target: Target,
  alongside: () => Promise<void> = () => Promise.resolve(),
): Promise<PressOutcome> {
  const { desk, tx, press, actor, incident, at, choice: open } = target;
  if (isOutdated(incident, press.expected)) return refuse(target, { reason: "outdated" });
  const refusal = findTransferRefusal(incident, actor);
  if (refusal !== null) return refuse(target, refusal);
  if (open !== null && open.ownerId !== actor.userId && open.expiresAt > at) {
    return { type: "choice_not_yours" };
  }
  const expiresAt = at + choiceSeconds * 1000;
  await Promise.all([
    desk.store.messages.setChoice(tx, incident.id, { ownerId: actor.userId, expiresAt }),
    desk.store.timers.setTimers(tx, incident.id, [{ kind: "choice_expired", dueAt: expiresAt }]),
    alongside(),
  ]);
  return { type: "done", action: "open_choice" };
}

async function closeChoice(target: Target): Promise<PressOutcome> {
  if (!ownsChoice(target)) return refuseChoice(target);
  await clearChoice(target.desk, target.tx, target.incident);
  return { type: "done", action: "close_choice" };
}

function ownsChoice({ actor, at, choice }: Target): boolean {
  return choice !== null && choice.ownerId === actor.userId && choice.expiresAt > at;
}

/** Somebody else's choice, or one whose time is over. */
async function refuseChoice(target: Target): Promise<PressOutcome> {
  const { desk, tx, incident, at, choice } = target;
  if (choice !== null && choice.expiresAt > at) return { type: "choice_not_yours" };
  const [refused] = await Promise.all([
    refuse(target, { reason: "outdated" }),
    clearChoice(desk, tx, incident),
  ]);
  return refused;
}

async function clearChoice(desk: Desk, tx: Transaction, incident: Incident): Promise<void> {
  await Promise.all([
    desk.store.messages.setChoice(tx, incident.id, null),
    desk.store.timers.setTimers(tx, incident.id, [{ kind: "choice_expired", dueAt: null }]),
  ]);
}
