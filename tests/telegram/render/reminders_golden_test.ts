import type { ReminderMessage } from "../../../src/incident/reminder_policy.ts";
import { renderPrivateReminder, renderReminder } from "../../../src/telegram/render/reminders.ts";
import type { CatchUpLine } from "../../../src/desk/views.ts";
import { parseChatId, parseMessageId } from "../../../src/people/ids.ts";
import { listCalled, renderCatchUp } from "../../../src/telegram/render/catch_up.ts";
import { assertGolden, draw } from "./golden.ts";
import { words } from "./read_words.ts";
import {
  at,
  claimed,
  createCardView,
  dana,
  maintenance,
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

const line = {
  id: reported.id,
  department: maintenance,
  responders: [],
  summariser: null,
  called: [],
  card: null,
};
const card = {
  chatId: parseChatId(-1001234567890),
  groupKind: "supergroup",
  messageId: parseMessageId(99),
} as const;
const lines: readonly CatchUpLine[] = [
  {
    ...line,
    number: 42,
    status: "awaiting_department",
    department: null,
    since: at("13:02"),
    called: [dana],
  },
  { ...line, number: 43, status: "awaiting_claim", since: at("13:20"), called: [max, mia], card },
  { ...line, number: 44, status: "awaiting_summary", since: at("14:00"), called: [mia] },
  { ...line, number: 45, status: "in_progress", since: at("12:20"), responders: [dana, max, mia] },
  { ...line, number: 46, status: "resolved", since: at("12:20"), summariser: mia, called: [dana] },
  { ...line, number: 47, status: "closed", since: at("12:30") },
];
const heldUp = { timeZone: "Europe/Berlin", now: at("15:02"), since: at("13:12"), lines };
const many = Array.from({ length: 17 }, (_, index): CatchUpLine => ({
  ...line,
  number: 100 + index,
  status: "awaiting_claim",
  since: at("13:20"),
}));

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
      ["all that was held up", draw([renderCatchUp(words, heldUp, listCalled(heldUp))])],
      [
        "all that was held up, with more than fits",
        draw([renderCatchUp(words, { ...heldUp, lines: many }, [max])]),
      ],
    ]),
  );
});
