import assert from "node:assert/strict";
import fc from "fast-check";
import { parseChatId, parseMessageId, parseThreadId } from "../../../src/people/ids.ts";
import { cleanBlock, cleanLine } from "../../../src/telegram/render/clean_text.ts";
import { formatDuration } from "../../../src/telegram/render/duration.ts";
import { createMessageLink } from "../../../src/telegram/render/link.ts";
import {
  formatName,
  renderMention,
  renderName,
  renderPeople,
} from "../../../src/telegram/render/person.ts";
import { escaped } from "../../../src/telegram/render/safe_html.ts";
import { shorten, splitText } from "../../../src/telegram/render/shorten.ts";
import { formatStamp, formatTime } from "../../../src/telegram/render/time.ts";
import { parseHtml } from "./parse_html.ts";
import { words } from "./read_words.ts";
import { createPerson, dana, mia } from "./sample_views.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

Deno.test("durations are said the way people say them", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "less than 1 min"],
    [29_000, "less than 1 min"],
    [minute, "1 min"],
    [12 * minute + 20_000, "12 min"],
    [59 * minute + 31_000, "1 h"],
    [2 * hour + 5 * minute, "2 h 5 min"],
    [23 * hour + 59 * minute + 40_000, "1 day"],
    [28 * hour, "1 day 4 h"],
    [2 * day + 23 * hour, "2 days 23 h"],
    [2 * day + 23 * hour + 40 * minute, "3 days"],
    [3 * day + 11 * hour, "3 days"],
    [90 * day, "90 days"],
  ];
  for (const [ms, said] of cases) assert.equal(formatDuration(words, ms), said);
});

Deno.test("times are those of the organisation's zone, with as much of the date as is needed", () => {
  const now = Date.parse("2025-11-05T12:00:00Z");
  const say = (moment: string, zone = "Europe/Berlin") =>
    formatTime(words, Date.parse(moment), zone, now);
  assert.equal(say("2025-11-05T08:02:00Z"), "09:02");
  assert.equal(say("2025-11-04T23:30:00Z"), "00:30");
  assert.equal(say("2025-11-04T22:30:00Z"), "Tue 23:30");
  assert.equal(say("2025-10-30T13:02:00Z"), "Thu 14:02");
  assert.equal(say("2025-10-29T13:02:00Z"), "29 Oct 14:02");
  assert.equal(say("2024-11-03T13:02:00Z"), "3 Nov 2024 14:02");
  assert.equal(say("2025-11-06T13:02:00Z"), "Thu 14:02");
  assert.equal(say("2025-11-05T08:02:00Z", "Asia/Kathmandu"), "13:47");
});

Deno.test("daylight saving: the clock that hangs on the wall", () => {
  const zone = "Europe/Berlin";
  const say = (moment: string, now: string) =>
    formatTime(words, Date.parse(moment), zone, Date.parse(now));
  // The hour from 2 to 3 happens twice on 26 October 2025 and not at all on 30 March.
  assert.equal(say("2025-10-26T00:30:00Z", "2025-10-26T08:00:00Z"), "02:30");
  assert.equal(say("2025-10-26T01:30:00Z", "2025-10-26T08:00:00Z"), "02:30");
  assert.equal(say("2025-03-30T00:59:00Z", "2025-03-30T08:00:00Z"), "01:59");
  assert.equal(say("2025-03-30T01:00:00Z", "2025-03-30T08:00:00Z"), "03:00");
  // A day of 25 hours is still one day.
  assert.equal(say("2025-10-25T22:10:00Z", "2025-10-26T22:50:00Z"), "00:10");
  assert.equal(say("2025-10-19T22:10:00Z", "2025-10-26T22:50:00Z"), "Mon 00:10");
});

Deno.test("a stamp stays true: its date goes only beside a moment of the same day", () => {
  const stamp = (moment: string, beside: string | null) =>
    formatStamp(
      words,
      Date.parse(moment),
      "Europe/Berlin",
      beside === null ? null : Date.parse(beside),
    );
  assert.equal(stamp("2025-11-03T13:02:00Z", null), "3 Nov 14:02");
  assert.equal(stamp("2025-11-03T13:05:00Z", "2025-11-03T13:02:00Z"), "14:05");
  assert.equal(stamp("2025-11-03T23:05:00Z", "2025-11-03T13:02:00Z"), "4 Nov 00:05");
  assert.equal(stamp("2026-01-01T13:05:00Z", "2025-12-31T13:02:00Z"), "1 Jan 2026 14:05");
});

Deno.test("names are shown cleaned, in one line, and never empty", () => {
  const show = (first: string, last: string | null = null) =>
    formatName(words, createPerson(5, first, last));
  assert.equal(show("Dana", "Driver"), "Dana Driver");
  assert.equal(show("  Dana \n\n D. ", ""), "Dana D.");
  assert.equal(show("\u200b\u2060\u3164", "\u202e"), "Someone");
  assert.equal(show("Da\u202ena\u0000"), "Dana");
  assert.equal(show("🚚", "😀"), "🚚 😀");
  assert.equal(show("👩‍👩‍👧‍👦"), "👩‍👩‍👧‍👦");
  assert.equal(show("שלום"), "\u2068שלום\u2069");
  assert.equal(show("\ud83d"), "\ufffd");
  const long = show("Wolfeschlegelsteinhausen", "Bergerdorff the Elder of Hamburg");
  assert.ok(long.length <= 40 && long.endsWith("…"));
  const emoji = show("👩‍👩‍👧‍👦".repeat(10));
  assert.ok(emoji.length <= 40 && emoji.isWellFormed());
  assert.equal(emoji.replaceAll("👩‍👩‍👧‍👦", ""), "…");
});

Deno.test("mentions use the name that notifies, and escape the other", () => {
  assert.equal(String(renderMention(words, dana)), "@dana_d");
  assert.equal(String(renderMention(words, mia)), `<a href="tg://user?id=13">Mia</a>`);
  const rude = createPerson(5, `"><b>&`);
  assert.equal(
    String(renderMention(words, rude)),
    `<a href="tg://user?id=5">&quot;&gt;&lt;b&gt;&amp;</a>`,
  );
  assert.equal(parseHtml(String(renderName(words, rude))), `"><b>&`);
  const odd = { ...createPerson(6, "Odd"), username: "a b<i>" };
  assert.equal(String(renderMention(words, odd)), `<a href="tg://user?id=6">Odd</a>`);
});

Deno.test("many people are counted from the sixth on, never 'and 1 more'", () => {
  const show = (count: number) =>
    String(renderPeople(words, Array.from({ length: count }, (_, index) => escaped(`P${index}`))));
  assert.equal(show(1), "P0");
  assert.equal(show(2), "P0 and P1");
  assert.equal(show(6), "P0, P1, P2, P3, P4 and P5");
  assert.equal(show(7), "P0, P1, P2, P3, P4 and 2 more");
});

Deno.test("links lead to messages of supergroups; a basic group has none", () => {
  const place = {
    chatId: parseChatId(-1001234567890),
    groupKind: "supergroup",
    messageId: parseMessageId(42),
  } as const;
  assert.equal(createMessageLink(place), "https://t.me/c/1234567890/42");
  assert.equal(createMessageLink(place, parseThreadId(7)), "https://t.me/c/1234567890/7/42");
  assert.equal(createMessageLink({ ...place, messageId: null }), null);
  assert.equal(createMessageLink({ ...place, groupKind: "group" }), null);
  assert.equal(createMessageLink({ ...place, chatId: parseChatId(-12345) }), null);
});

Deno.test("cleaning keeps what is written and drops what spoils the text around it", () => {
  assert.equal(cleanBlock(" a \r\n\n\n\n b\u0007\u202e\tc "), "a\n\n b\tc");
  assert.equal(cleanBlock("\u200b\n\ufe0f"), "");
  assert.equal(cleanLine("a\n\n  b"), "a b");
  assert.equal(cleanLine("لا\u200cم"), "لا\u200cم");
});

Deno.test("shortening and splitting break no character and lose none", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 300 }).map((one) => cleanBlock(one));
  fc.assert(fc.property(text, fc.integer({ min: 20, max: 100 }), (whole, most) => {
    const short = shorten(whole, most);
    assert.ok(short.length <= most && short.isWellFormed());
    if (whole.length <= most) assert.equal(short, whole);
    const pieces = splitText(whole, most);
    for (const piece of pieces) assert.ok(piece.length <= most && piece.isWellFormed());
    const squeeze = (one: string) => one.replaceAll(/\s/g, "");
    assert.equal(squeeze(pieces.join("")), squeeze(whole));
  }));
  assert.equal(shorten("one two three four", 12), "one two…");
  assert.deepEqual(splitText("", 10), [""]);
});
