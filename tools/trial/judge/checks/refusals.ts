import type { PressOutcome } from "../../../../src/desk/outcome.ts";
import type { PersonCommand } from "../../../../src/incident/command.ts";
import { findTransferRefusal } from "../../../../src/incident/department_rules.ts";
import type { Incident } from "../../../../src/incident/incident.ts";
import type { Refusal } from "../../../../src/incident/refusal.ts";
import { isOutdated, transition } from "../../../../src/incident/transition.ts";
import type { Actor } from "../../../../src/people/role.ts";
import { renderPressAnswer } from "../../../../src/telegram/render/messages.ts";
import { type Case, type Check, describeIncident, type Looked } from "../case.ts";
import { findShownIncidentId, type JudgedPress, listPresses } from "../decode_press.ts";

/**
 * Whoever was refused was so rightly: between the press and the answer there was a moment at which
 * the rules refuse just that, for just that reason.
 */
export const refusals: Check = {
  name: "every refusal was right at some moment between the press and the answer",
  look(one): Looked {
    const refused = listPresses(one).filter(({ entry: { told } }) => told.alert);
    const breaches = refused.filter((pressed) => !wasRight(one, pressed)).map((pressed) => ({
      what: `${describeIncident(pressed.incident)}: ${pressed.entry.personId} pressed ` +
        `${pressed.press.action} and was told ${JSON.stringify(pressed.entry.told.text)}`,
      evidence: { entry: pressed.entry, events: pressed.incident.events },
    }));
    return { looked: refused.length, breaches };
  },
};

function wasRight(one: Case, pressed: JudgedPress): boolean {
  const { entry: { told }, incident } = pressed;
  const says = (outcome: PressOutcome) => renderPressAnswer(one.words, outcome).text === told.text;
  if (says({ type: "choice_not_yours" })) return somebodyElseChose(one, pressed);
  if (says({ type: "moved", number: incident.row.number })) return hadAnotherCard(one, pressed);
  return listMoments(one, pressed).some((state) => {
    const refusal = findRefusal(pressed, state, one.now);
    if (refusal === null) return false;
    const department = "departmentId" in refusal
      ? incident.home.departments.find(({ id }) => id === refusal.departmentId) ?? null
      : null;
    return says({ type: "refused", refusal, department });
  });
}

/** What the incident was while the press was on its way. */
function listMoments({ slackMs }: Case, { entry, incident }: JudgedPress): readonly Incident[] {
  const { events, states } = incident;
  return states.filter((_, index) => {
    const begins = events[index]?.at ?? 0;
    const ends = events[index + 1]?.at ?? Infinity;
    return begins <= entry.until + slackMs && ends >= entry.at - slackMs;
  });
}

function findRefusal(
  { entry, press, incident: { home } }: JudgedPress,
  state: Incident,
  now: number,
): Refusal | null {
  const actor = [...home.actors.values()].find(({ userId }) => Number(userId) === entry.personId);
  if (actor === undefined) return null;
  const { action, expected } = press;
  if (action === "open_choice") {
    return isOutdated(state, expected) ? { reason: "outdated" } : findTransferRefusal(state, actor);
  }
  // A choice that is over, by its time or by another press, is outdated.
  if (action === "close_choice" || action === "transfer") {
    if (action === "close_choice") return { reason: "outdated" };
    const refusal = decide(createTransfer(), state);
    return refusal ?? { reason: "outdated" };
  }
  const command = createCommand(actor);
  return command === null ? null : decide(command, state);

  function createTransfer(): PersonCommand | null {
    const department = home.departments.find(({ id }) => id === press.departmentId);
    if (department === undefined || actor === undefined) return null;
    return { type: "transfer", actor, expected, department };
  }

  function createCommand(by: Actor): PersonCommand | null {
    switch (action) {
      case "assign_department": {
        const department = home.departments.find(({ id }) => id === press.departmentId);
        return department === undefined ? null : { type: action, actor: by, expected, department };
      }
      case "add_summary":
        return { type: "summarise", actor: by, expected };
      case "open_choice":
      case "close_choice":
      case "transfer":
        return null;
      default:
        return { type: action, actor: by, expected };
    }
  }

  function decide(command: PersonCommand | null, at: Incident): Refusal | null {
    if (command === null) return null;
    const decision = transition(at, command, Math.min(now, Math.max(at.changedAt, entry.at)));
    return decision.ok ? null : decision.refusal;
  }
}

function somebodyElseChose(one: Case, { entry, incident }: JudgedPress): boolean {
  return listPresses(one).some((other) =>
    other.incident === incident && other.press.action === "open_choice" &&
    other.entry.personId !== entry.personId && !other.entry.told.alert &&
    other.entry.at <= entry.until + one.slackMs
  );
}

/** The message was not the card, or was it no longer. */
function hadAnotherCard(one: Case, { entry, incident }: JudgedPress): boolean {
  const cards =
    one.chats.get(entry.chatId)?.messages.filter((message) =>
      message.fromId === one.botId && findShownIncidentId(message) === Number(incident.id)
    ) ?? [];
  return cards.some(({ id }) => id !== entry.messageId);
}
