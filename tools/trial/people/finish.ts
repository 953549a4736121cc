/** A life's end: resolved with a summary, cancelled, or left as it is; and sometimes not the end. */
import type { TrialPerson } from "../ports.ts";
import type { SeenCard } from "./look.ts";
import {
  awaitCard,
  awaitSight,
  findButton,
  type Life,
  lookAtCard,
  pressUntil,
} from "./person_in_life.ts";
import type { End } from "./plan_life.ts";
import { isOver } from "./work_on_it.ts";

/** So often somebody writes what was done, where the card does not say it. */
const summaryTries = 3;

/** Does what the plan has, with those who are on it. */
export async function finish(
  life: Life,
  end: End,
  responders: readonly TrialPerson[],
): Promise<void> {
  const [first, second] = responders;
  if (end === "cancelled_by_manager") return await cancelByManager(life);
  if (first === undefined || end === "left_in_work") return;
  await askForSummary(life, first);
  switch (end) {
    case "left_without_summary":
      return;
    case "resolved_later":
      await pressUntil(life, first, "Not yet", (card) => !awaitsSummary(card));
      await askForSummary(life, first);
      return await writeSummary(life, first);
    case "taken_over": {
      const writer = second ?? life.plan.group.people.find(({ role }) => role === "ops_manager");
      if (writer === undefined || writer === first) return await writeSummary(life, first);
      const writes = (card: SeenCard) => asks(card, writer) || !awaitsSummary(card);
      await pressUntil(life, writer, "I'll write it", writes);
      return await writeSummary(life, writer);
    }
    case "written_twice":
      await Promise.all([
        writeSummary(life, first),
        second === undefined ? null : writeSummary(life, second),
      ]);
      return;
    default:
      return await writeSummary(life, first);
  }
}

function askForSummary(life: Life, person: TrialPerson) {
  return pressUntil(life, person, "Resolve", (card) => awaitsSummary(card) || isOver(card));
}

/** Answers the question if it comes, or else the card itself. */
async function writeSummary(life: Life, person: TrialPerson): Promise<void> {
  const { plan, eyes, hands, world } = life;
  for (let tried = 0; tried < summaryTries && !world.signal.aborted; tried++) {
    const card = await awaitCard(life, (seen) => awaitsSummary(seen) || isOver(seen));
    if (card === null || isOver(card)) return;
    const find = () => eyes.findQuestion(plan.group.chatId, card.messageId, person.id);
    // Another one who is on it just answers the card.
    const question = asks(card, person) ? await awaitSight(life, "question", find) : null;
    hands.say(person, "summary", {
      number: card.number,
      replyTo: question ?? card.messageId,
      tag: life.nextTag(),
    });
    if (await awaitCard(life, isOver, "card") !== null) return;
  }
}

function awaitsSummary(card: SeenCard): boolean {
  return card.heading.includes("Waiting for the summary");
}

function asks(card: SeenCard, person: TrialPerson): boolean {
  return card.text.includes(`${person.firstName}, what was done?`);
}

async function cancelByManager(life: Life): Promise<void> {
  const manager = life.plan.group.people.find(({ role }) => role === "ops_manager");
  if (manager !== undefined) await cancel(life, manager);
}

export async function cancel(life: Life, person: TrialPerson): Promise<void> {
  // The button stands on cards that nobody has claimed; who may cancel then lets others be first.
  const card = lookAtCard(life);
  if (card !== null && findButton(card, "Cancel") !== null) {
    await pressUntil(life, person, "Cancel", isOver);
  }
}

/** Not fixed after all. @returns whether it waits again */
export async function reopen(life: Life, by: "button" | "command"): Promise<boolean> {
  const { plan, hands } = life;
  const card = lookAtCard(life);
  if (card === null || !isOver(card)) return false;
  if (by === "button") {
    const done = await pressUntil(life, plan.reporter, "Reopen", (seen) => !isOver(seen));
    return done === "done";
  }
  hands.say(plan.reporter, "reopen_command", {
    number: card.number,
    replyTo: null,
    tag: life.nextTag(),
  });
  return await awaitCard(life, (seen) => !isOver(seen), "card") !== null;
}
