import type { CardView } from "../../../src/desk/views.ts";
import { renderCard } from "../../../src/telegram/render/card.ts";
import { assertGolden, draw } from "./golden.ts";
import { words } from "./read_words.ts";
import {
  at,
  claimed,
  createCardView,
  createPerson,
  dana,
  max,
  reported,
  resolved,
  safety,
  summing,
  waiting,
} from "./sample_views.ts";

const closed = {
  ...summing,
  claims: [],
  status: "closed",
  ending: { type: "closed", closedAt: at("16:42"), reason: "no_summary" },
} as const;
const cancelled = {
  ...waiting,
  status: "closed",
  ending: { type: "closed", closedAt: at("14:09"), reason: "cancelled" },
} as const;
const crowd = Array.from({ length: 50 }, (_, index) => createPerson(100 + index, `Mate ${index}`));
const crowded = {
  ...claimed,
  claims: crowd.map(({ userId }, index) => ({ userId, claimedAt: at("14:05") + index * 60_000 })),
};

const scenes: Readonly<Record<string, CardView>> = {
  "reported": createCardView(reported),
  "reported with a photo and a voice message": createCardView(reported, {
    media: ["photo", "voice"],
  }),
  "waiting for a claim": createCardView(waiting),
  "waiting for a claim of a restricted department": createCardView(waiting, {
    department: safety,
  }),
  "waiting, only managers were reached": createCardView(waiting, { reach: "managers" }),
  "waiting, nobody was reached": createCardView(waiting, { reach: "nobody" }),
  "waiting, the reporter chooses another department": createCardView(waiting, {
    choice: { owner: dana, expiresAt: at("16:01") },
  }),
  "in progress": createCardView(claimed),
  "in progress, one responder chooses another department": createCardView(claimed, {
    choice: { owner: max, expiresAt: at("16:01") },
  }),
  "in progress, 50 responders": createCardView(crowded, { responders: crowd }),
  "in progress over midnight": createCardView({
    ...claimed,
    claims: [{ userId: max.userId, claimedAt: at("00:10", "2025-11-04") }],
  }, { responders: [max] }),
  "awaiting the summary": createCardView(summing),
  "resolved": createCardView(resolved),
  "resolved by a late summary": createCardView({
    ...resolved,
    ending: { ...resolved.ending, summarisedAt: at("09:15", "2025-11-04"), late: true },
  }),
  "closed without a summary": createCardView(closed),
  "cancelled": createCardView(cancelled),
  "cancelled before any department": createCardView({ ...cancelled, session: null }),
  "reopened": createCardView({
    ...waiting,
    cycle: {
      ordinal: 2,
      openedAt: at("08:30", "2025-11-05"),
      assignedAt: at("08:30", "2025-11-05"),
      claimedAt: null,
      breachedAt: null,
    },
    session: {
      ordinal: 2,
      departmentId: safety.id,
      assignedAt: at("08:30", "2025-11-05"),
      claimedAt: null,
      waitingSince: at("08:30", "2025-11-05"),
      breachedAt: null,
    },
  }),
  "no words": createCardView(reported, { description: "\u200b \u2060", media: ["photo"] }),
};

Deno.test("the card of each state reads as in cards.golden.txt", () => {
  const drawn = Object.entries(scenes)
    .map(([title, view]) => [title, draw([renderCard(words, view)])] as const);
  assertGolden("cards.golden.txt", new Map(drawn));
});
