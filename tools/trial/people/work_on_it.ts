/** A life's middle: several claim at once, talk, let go, and hand it on. */
import type { TrialPerson } from "../ports.ts";
import type { SeenCard } from "./look.ts";
import {
  findButton,
  hesitate,
  isOn,
  type Life,
  lookAtCard,
  pressOnce,
  pressUntil,
} from "./person_in_life.ts";
import type { TurnPlan } from "./plan_life.ts";

/** All of them press Claim at the same moment. @returns those who have it, as the card says */
export async function claim(life: Life, { claimers }: TurnPlan): Promise<readonly TrialPerson[]> {
  const { outsider } = life.plan;
  const foreign = outsider === null ? null : pressOnce(life, outsider, "Claim");
  await Promise.all([
    foreign,
    ...claimers.map((person) => claimBy(life, person)),
  ]);
  return listWhoHasIt(life, claimers);
}

/** The second to claim sees another button. */
function claimBy(life: Life, person: TrialPerson) {
  const card = lookAtCard(life);
  const label = card !== null && findButton(card, "on it too") !== null ? "on it too" : "Claim";
  return pressUntil(life, person, label, (seen) => isOn(seen, person) || isOver(seen));
}

export function listWhoHasIt(life: Life, people: readonly TrialPerson[]): readonly TrialPerson[] {
  const card = lookAtCard(life);
  return card === null ? [] : people.filter((person) => isOn(card, person));
}

/** What happens while it is worked on. */
export async function playAsides(life: Life, responders: readonly TrialPerson[]): Promise<void> {
  const { plan, hands } = life;
  const [first, second] = responders;
  for (const aside of plan.asides) {
    const card = lookAtCard(life);
    if (card === null || life.world.signal.aborted) return;
    const about = { number: card.number, tag: life.nextTag() };
    switch (aside) {
      case "comment":
        hands.say(plan.reporter, "comment", { ...about, replyTo: card.messageId });
        break;
      case "comment_command":
        hands.say(first ?? plan.witness, "comment_command", { ...about, replyTo: null });
        break;
      case "release":
        if (second !== undefined) {
          await pressUntil(life, second, "Release", (seen) => !isOn(seen, second));
        }
        break;
      case "claim_again":
        if (first !== undefined) await pressOnce(life, first, "on it too");
        break;
      case "old_button":
        // Played where it is handed on.
        break;
    }
    await hesitate(life);
  }
}

/** Somebody who has it gives it to another department. */
export async function handOn(life: Life, from: TrialPerson, turn: TurnPlan): Promise<boolean> {
  const before = lookAtCard(life);
  const moved = (card: SeenCard) => card.heading.includes(`Waiting for ${turn.department}`);
  const choosing = (card: SeenCard) => findButton(card, turn.department) !== null;
  await pressUntil(life, from, "Change department", (card) => choosing(card) || moved(card));
  const done = await pressUntil(life, from, turn.department, moved) === "done";
  if (done && before !== null && life.plan.asides.includes("old_button")) {
    // A client that still shows the card of before.
    const old = findButton(before, "on it too") ?? findButton(before, "Claim");
    if (old !== null) await life.hands.press(from, before, old);
  }
  return done;
}

export function isOver(card: SeenCard): boolean {
  return findButton(card, "Reopen") !== null;
}
