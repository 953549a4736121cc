/** How people go about it: they look, act, wait for what they expect, and try again a few times. */
import type { Pressed, TrialPerson, TrialWorld } from "../ports.ts";
import type { Random } from "../random.ts";
import type { Hands } from "./hands.ts";
import type { Eyes, SeenCard } from "./look.ts";
import type { LifePlan } from "./plan_life.ts";

/** One life while it is lived. */
export interface Life {
  readonly plan: LifePlan;
  readonly world: TrialWorld;
  readonly eyes: Eyes;
  readonly hands: Hands;
  readonly random: Random;
  /** Words that nobody else says. */
  nextTag(): string;
  /** The message that the card answers, once it is reported. */
  report: number | null;
}

/**
 * How long people wait, in seconds on the wall: what they wait for is held up by a busy machine, by
 * replicas that die and by faults, and none of that goes faster where the world's time does.
 */
const patience = { card: 25, press: 6, change: 8, question: 6 } as const;
const pressTries = 4;

/** How a person's attempt at something ended, as far as they know. */
export type Attempted =
  /** They were told so, or the card shows it. */
  | "done"
  | "refused"
  /** Nothing came of it that they could see. */
  | "unclear";

/** The incident's card as it stands in the chat now. */
export function lookAtCard({ plan, eyes, report }: Life): SeenCard | null {
  return report === null ? null : eyes.findCard(plan.group.chatId, report);
}

/** Waits for something to be seen in the life's chat. Null where it did not come in time. */
export function awaitSight<T>(
  { world, plan }: Life,
  what: keyof typeof patience,
  predicate: () => T | null | undefined | false,
): Promise<T | null> {
  return world.awaitIn(plan.group.chatId, predicate, patience[what] * world.scale);
}

/** Waits until the card is as expected. */
export function awaitCard(
  life: Life,
  expected: (card: SeenCard) => boolean,
  what: keyof typeof patience = "change",
): Promise<SeenCard | null> {
  return awaitSight(life, what, () => {
    const card = lookAtCard(life);
    return card !== null && expected(card) ? card : null;
  });
}

/**
 * Presses the button of the card until the card shows what was wanted, or until the person is told
 * that it cannot be.
 *
 * @param label a part of what the button says
 * @param wanted whether the card shows that it is done, whoever did it
 */
export async function pressUntil(
  life: Life,
  person: TrialPerson,
  label: string,
  wanted: (card: SeenCard) => boolean,
): Promise<Attempted> {
  const answers: Promise<Pressed>[] = [];
  for (let tried = 0; tried < pressTries && !life.world.signal.aborted; tried++) {
    const card = await awaitCard(
      life,
      (seen) => wanted(seen) || findButton(seen, label) !== null,
    );
    if (card === null) return "unclear";
    if (wanted(card)) return "done";
    const button = findButton(card, label);
    if (button === null) return "unclear";
    answers.push(life.hands.press(person, card, button));
    // The answer to an earlier press may come first.
    const told = await Promise.race([
      ...answers.map(onlyAnswered),
      awaitCard(life, wanted, "press"),
    ]);
    if (told === null) continue;
    if (!("answered" in told)) return "done";
    if (!told.alert) {
      await awaitCard(life, wanted);
      return "done";
    }
    if (!asksToTryAgain(told)) return "refused";
    answers.length = 0;
    await awaitCard(life, wanted, "press");
  }
  return "unclear";
}

/** Where no answer came there is nothing to see, and the person goes on looking at the card. */
function onlyAnswered(press: Promise<Pressed>): Promise<Pressed> {
  return new Promise((resolve, reject) => {
    press.then((told) => told.answered && resolve(told), reject);
  });
}

/** Presses once and does not look further. */
export async function pressOnce(life: Life, person: TrialPerson, label: string): Promise<void> {
  const card = lookAtCard(life);
  const button = card === null ? null : findButton(card, label);
  if (card !== null && button !== null) await life.hands.press(person, card, button);
}

export function findButton(card: SeenCard, label: string) {
  return card.buttons.find((button) => button.label.includes(label)) ?? null;
}

/** Whether the card says that this person is on it. */
export function isOn(card: SeenCard, person: TrialPerson): boolean {
  const line = card.text.split("\n").find((one) => one.startsWith("On it: "));
  return line?.includes(person.firstName) === true;
}

/** "Look at the message again, then tap", "Please try it again in a minute". */
function asksToTryAgain({ text }: Pressed): boolean {
  return /\bagain\b|newer one/.test(text);
}

/** A moment of hesitation, so that lives do not go in step. */
export function hesitate({ world, random }: Life, seconds = 0.4): Promise<void> {
  return world.pause(random.fraction() * seconds * world.scale);
}
