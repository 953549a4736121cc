/** A life's beginning: somebody reports it and says whose it is. */
import type { SeenCard } from "./look.ts";
import {
  awaitCard,
  awaitSight,
  findButton,
  hesitate,
  type Life,
  lookAtCard,
  pressUntil,
} from "./person_in_life.ts";

/** So often somebody reports the same again, where no card comes. */
const reportTries = 2;

/** Reports it, and sees to it that one card is worked on. @returns that card; null where none came */
export async function report(life: Life): Promise<SeenCard | null> {
  const { plan, hands, world } = life;
  for (let tried = 0; tried < reportTries && !world.signal.aborted; tried++) {
    const how = tried === 0 ? plan.how : "words";
    const message = hands.report(plan.reporter, how, life.nextTag(), plan.witness);
    life.report = message;
    if (how === "photo") life.report = await describe(life, message);
    const card = await awaitCard(life, () => true, "card");
    if (card === null) continue;
    if (plan.edits && (how === "words" || how === "caption")) {
      hands.edit(plan.reporter, message, life.nextTag());
      await hesitate(life);
    }
    return card;
  }
  return null;
}

/** Answers what a photo without words is asked. @returns the answer, which the card is about */
async function describe(life: Life, photo: number): Promise<number | null> {
  const { plan, hands, eyes } = life;
  const question = await awaitSight(
    life,
    "card",
    () => eyes.findQuestion(plan.group.chatId, photo, plan.reporter.id),
  );
  if (question === null) return null;
  return hands.say(plan.reporter, "description", {
    number: null,
    replyTo: question,
    tag: life.nextTag(),
  });
}

/** The reporter, or a manager where they do not manage to, taps the department. */
export async function chooseDepartment(life: Life): Promise<boolean> {
  const { plan } = life;
  const chosen = (card: SeenCard) => !card.heading.includes("Who should handle it?");
  const manager = plan.group.people.find(({ role }) => role === "ops_manager");
  for (const person of manager === undefined ? [plan.reporter] : [plan.reporter, manager]) {
    if (await pressUntil(life, person, plan.turn.department, chosen) === "done") {
      // Somebody may have cancelled it at the same moment.
      const card = lookAtCard(life);
      return card !== null && findButton(card, "Reopen") === null;
    }
  }
  return false;
}
