import type { ReminderMessage } from "../../../src/incident/reminder_policy.ts";
import { renderPrivateReminder, renderReminder } from "../../../src/telegram/render/reminders.ts";
import { assertGolden, draw } from "./golden.ts";
import { words } from "./read_words.ts";
import {
  at,
  claimed,
  createCardView,
  dana,
  max,
  mia,
  reported,
  summing,
  waiting,
} from "./sample_views.ts";

const inGroup: readonly (readonly [ReminderMessage, Parameters<typeof renderReminder>[1]])[] = [
  ["choose_department", createCardView(reported, { now: at("14:07") })],
  ["find_department", createCardView(reported, { now: at("14:17") })],
  ["claim", createCardView(waiting)],
  ["still_working", createCardView(claimed, { now: at("16:02") })],
  ["overdue", createCardView(claimed, { now: at("16:02") })],
  ["write_summary", createCardView(summing)],
  ["anybody_write_summary", createCardView(summing)],
];

Deno.test("every reminder reads as in reminders.golden.txt", () => {
  const since = at("14:02");
  const scenes = inGroup.map(([says, view]) => {
    const people = says === "choose_department" ? [dana] : [max, mia];
    return [says, draw([renderReminder(words, view, { says, since }, people)])] as const;
  });
  const link = "https://t.me/c/1234567890/99";
  const view = createCardView(waiting, { media: ["photo"] });
  const content = { says: "claim", since } as const;
  assertGolden(
    "reminders.golden.txt",
    new Map([
      ...scenes,
      ["claim, in private", draw([renderPrivateReminder(words, view, content, link)])],
      [
        "claim, in private, of a group without links",
        draw([renderPrivateReminder(words, view, content, null)]),
      ],
    ]),
  );
});
