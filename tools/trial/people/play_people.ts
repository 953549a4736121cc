/** Plays all lives, so many at once, and gathers the record. */
import type { PeopleOptions, TrialFigure, TrialWorld } from "../ports.ts";
import { createHands } from "./hands.ts";
import { createEyes, type Eyes } from "./look.ts";
import type { Life } from "./person_in_life.ts";
import { planLife } from "./plan_life.ts";
import { playLife } from "./play_life.ts";
import type { Entry, PeopleRecord } from "./record.ts";

/** Resolves when the last life is over and everybody was answered or has given up waiting. */
export async function playPeople(
  world: TrialWorld,
  { lives, atOnce }: PeopleOptions,
): Promise<PeopleRecord> {
  const entries: Entry[] = [];
  const eyes = createEyes(world.sandbox, world.botId);
  const waiting = new Set<Promise<unknown>>();
  let next = 1;
  async function live(): Promise<void> {
    while (next <= lives && !world.signal.aborted) {
      await playLife(createLife(world, eyes, next++, entries, waiting));
    }
  }
  await Promise.all(Array.from({ length: atOnce }, live));
  await Promise.all(waiting);
  return { entries, figures: countFigures(entries) };
}

function createLife(
  world: TrialWorld,
  eyes: Eyes,
  life: number,
  entries: Entry[],
  waiting: Set<Promise<unknown>>,
): Life {
  const random = world.random(`life ${life}`);
  // In turn, so that every group has as many.
  const group = world.groups[life % world.groups.length];
  if (group === undefined) throw new Error("there is no group to live in");
  const hands = createHands({
    world,
    life,
    chatId: group.chatId,
    write: (entry) => void entries.push(entry),
  });
  let tags = 0;
  return {
    plan: planLife(group, life, random),
    world,
    eyes,
    random,
    hands: {
      ...hands,
      press(...press) {
        const pressed = hands.press(...press);
        waiting.add(pressed);
        return pressed.finally(() => waiting.delete(pressed));
      },
    },
    // The brackets end it: "[life 1.2]" is not part of "[life 1.21]".
    nextTag: () => `[life ${life}.${++tags}]`,
    report: null,
  };
}

function countFigures(entries: readonly Entry[]): TrialFigure[] {
  const count = (name: string, matches: (entry: Entry) => boolean) => ({
    name,
    count: entries.filter(matches).length,
  });
  return [
    count("reports written", ({ kind }) => kind === "report"),
    count("buttons pressed", ({ kind }) => kind === "press"),
    count(
      "… told that it worked",
      (entry) => entry.kind === "press" && entry.told.answered && !entry.told.alert,
    ),
    count("… refused", (entry) => entry.kind === "press" && entry.told.alert),
    count("… without an answer", (entry) => entry.kind === "press" && !entry.told.answered),
    count("summaries written", (entry) => entry.kind === "words" && entry.meaning === "summary"),
    count(
      "comments written",
      (entry) => entry.kind === "words" && entry.meaning.startsWith("comment"),
    ),
    count("reports changed", ({ kind }) => kind === "edit"),
  ];
}
