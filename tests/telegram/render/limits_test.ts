import assert from "node:assert/strict";
import fc from "fast-check";
import type { CardView } from "../../../src/desk/views.ts";
import { formatIncidentNumber, type Incident } from "../../../src/incident/incident.ts";
import { reminderMessages } from "../../../src/incident/reminder_policy.ts";
import { noViews, renderAnswer } from "../../../src/telegram/render/answers.ts";
import type { CatchUpLine } from "../../../src/desk/views.ts";
import { listCalled, renderCatchUp } from "../../../src/telegram/render/catch_up.ts";
import { renderCard } from "../../../src/telegram/render/card.ts";
import { renderIncident } from "../../../src/telegram/render/incident_answers.ts";
import { renderResolvedNotice } from "../../../src/telegram/render/notices.ts";
import { renderPing, renderPrivatePing } from "../../../src/telegram/render/ping.ts";
import { renderPrivateReminder, renderReminder } from "../../../src/telegram/render/reminders.ts";
import { textLimit } from "../../../src/telegram/render/rendered.ts";
import { assertSendable, hostileName, hostilePerson, hostileText } from "./hostile.ts";
import { parseHtml } from "./parse_html.ts";
import { words } from "./read_words.ts";
import { createStory } from "./sample_story.ts";
import {
  at,
  claimed,
  createCardView,
  dana,
  maintenance,
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

const view: fc.Arbitrary<CardView> = fc.record({
  incident: fc.constantFrom<Incident>(reported, waiting, claimed, summing, resolved, closed),
  number: fc.integer({ min: 1, max: 2 ** 31 }),
  description: hostileText(9000),
  summary: hostileText(9000),
  people: fc.array(hostilePerson, { minLength: 1, maxLength: 50 }),
  department: hostileName,
  reach: fc.constantFrom("department" as const, "managers" as const, "nobody" as const, null),
  chosen: fc.boolean(),
}).map((any) => {
  const [reporter = dana, ...responders] = any.people;
  const department = { ...safety, name: any.department };
  return createCardView({ ...any.incident, number: any.number }, {
    description: any.description,
    summary: any.summary,
    reporter,
    responders,
    writer: reporter,
    summariser: reporter,
    department: any.incident.session === null ? null : department,
    departments: [department, maintenance],
    media: ["photo", "voice", "other"],
    reach: any.reach,
    choice: any.chosen ? { owner: reporter, expiresAt: at("16:01") } : null,
  });
});

Deno.test("whatever people write, a card can be sent", () => {
  fc.assert(fc.property(view, (card) => {
    const visible = assertSendable(renderCard(words, card));
    assert.ok(visible.includes(formatIncidentNumber(card.incident.number)));
  }));
});

Deno.test("however much was held up, it is one message", () => {
  fc.assert(fc.property(fc.array(view, { maxLength: 40 }), (cards) => {
    const lines = cards.map((
      { incident, reporter, department, place, messageId },
    ): CatchUpLine => ({
      id: incident.id,
      number: incident.number,
      status: incident.status,
      department,
      since: at("14:02"),
      responders: Array.from({ length: 9 }, () => reporter),
      summariser: reporter,
      called: Array.from({ length: 9 }, () => reporter),
      card: { chatId: place.chatId, groupKind: "supergroup", messageId },
    }));
    const held = { timeZone: "UTC", now: at("16:00"), since: at("14:02"), lines };
    assertSendable(renderCatchUp(words, held, listCalled(held).slice(0, 5)));
  }));
});

Deno.test("whatever people write, notices and pings can be sent", () => {
  fc.assert(fc.property(view, (card) => {
    assertSendable(renderResolvedNotice(words, card));
    assertSendable(renderPing(words, card, [card.reporter, max], card.reach === "managers"));
    assertSendable(renderPrivatePing(words, card, false, "https://t.me/c/1/2"));
    for (const says of reminderMessages) {
      const reminder = { says, since: at("14:02") };
      const people = [card.reporter, max, card.reporter, card.reporter, card.reporter];
      assertSendable(renderReminder(words, card, reminder, people));
      assertSendable(renderPrivateReminder(words, card, reminder, "https://t.me/c/1/2"));
    }
  }));
});

Deno.test("whatever people write, a whole incident can be sent", () => {
  fc.assert(
    fc.property(view, fc.array(hostileText(3000), { maxLength: 4 }), (card, comments) => {
      const story = createStory();
      const details = createStory({
        ...card,
        people: [card.reporter],
        texts: comments.map((body, index) => ({
          ordinal: index + 2,
          kind: "comment",
          authorId: dana.userId,
          body,
        })),
        timeline: story.timeline,
      });
      for (const message of renderIncident(words, details)) assertSendable(message);
    }),
    { numRuns: 50 },
  );
});

Deno.test("a card that is too long keeps its facts and says where the whole text is", () => {
  const description = "Flat tyre, left rear. ".repeat(400);
  const summary = "Changed it for the spare one. ".repeat(300);
  const one = parseHtml(renderCard(words, createCardView(waiting, { description })).html);
  assert.ok(one.length > textLimit - 60 && one.length <= textLimit);
  assert.match(one, /… whole text: \/incident 0042\n\nReported by Dana Driver/);

  const both = parseHtml(
    renderCard(words, createCardView(resolved, { description, summary })).html,
  );
  assert.equal(both.match(/… whole text: \/incident 0042/g)?.length, 2);
  assert.match(both, /Changed it[^]*Resolved by Max Mechanic[^]*Flat tyre[^]*Reported by Dana/);

  const short = createCardView(resolved, { description: "Flat tyre.", summary });
  const most = parseHtml(renderCard(words, short).html);
  assert.ok(most.includes("\n\nFlat tyre.\n\n"), "what is short is not cut");
});

Deno.test("all that was written is in the messages of /incident", () => {
  const sentence = (index: number) => `Sentence ${index} of a long, long story.`;
  const description = Array.from({ length: 150 }, (_, index) => sentence(index)).join(" ");
  const messages = renderIncident(words, createStory({ description }));
  assert.ok(messages.length > 1);
  const whole = messages.map(assertSendable).join(" ").replaceAll(/\s+/g, " ");
  for (let index = 0; index < 150; index++) assert.ok(whole.includes(sentence(index)));
  assert.deepEqual(messages.map(({ keyboard }) => keyboard !== null), [
    ...messages.slice(1).map(() => false),
    true,
  ]);
});

Deno.test("very many open incidents become several messages", () => {
  const lines = Array.from({ length: 100 }, (_, index) => ({
    id: reported.id,
    number: index + 1,
    status: "awaiting_claim" as const,
    departmentName: "Maintenance",
    excerpt: "Truck 12 lost its coolant on the A9 near exit 4. Warning lights on, cannot drive",
    openedAt: at("14:02"),
    responders: [],
    card: null,
  }));
  const list = { timeZone: "UTC", now: at("16:00"), lines, more: true };
  const messages = renderAnswer(words, { type: "open_incidents" }, { ...noViews, list });
  const whole = messages.map(assertSendable).join("\n\n");
  assert.ok(messages.length > 1);
  for (let number = 1; number <= 100; number++) {
    assert.ok(whole.includes(formatIncidentNumber(number)));
  }
});

Deno.test("an answer whose view was not loaded is a bug", () => {
  assert.throws(() => renderAnswer(words, { type: "open_incidents" }, noViews), TypeError);
  const incident = { type: "incident", incidentId: reported.id } as const;
  assert.throws(() => renderAnswer(words, incident, noViews), TypeError);
});
