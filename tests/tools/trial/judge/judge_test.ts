import assert from "node:assert/strict";
import { parseChatId, parseMessageId } from "../../../../src/people/ids.ts";
import { getVisibleText } from "../../../../src/telegram/render/safe_html.ts";
import { checks, decide } from "../../../../tools/trial/judge/judge.ts";
import { words } from "../../../telegram/render/read_words.ts";
import { makeCase } from "./good_case.ts";
import { createMessage } from "./good_chat.ts";
import { chatId, dana, firstCard, type Made, mia, now, sam, secondCard } from "./good_rows.ts";

Deno.test("a record of what is so has no breach, and each check has something to look at", () => {
  const { checks: rows, breaches } = decide(makeCase());
  assert.deepEqual(breaches, []);
  const idle = rows.filter(({ looked }) => looked === 0).map(({ name }) => name);
  // What is left over must be nothing.
  assert.deepEqual(idle, [
    "no timer is stuck",
    "no lease is left",
    "nothing is owed to Telegram",
    "no update waits, or was set aside",
  ]);
});

type Row<T extends keyof Made["tables"]> = Made["tables"][T][number];

/** Puts something else in the place of the first that matches. */
function replace<T>(all: T[], matches: (one: T) => boolean, change: (one: T) => T): void {
  const index = all.findIndex(matches);
  const one = all[index];
  assert.ok(one !== undefined, "there is one to be changed");
  all[index] = change(one);
}

Deno.test("whom nobody called may have been told of it with all that was held up", () => {
  const told = (number: string) =>
    decide(makeCase((made) => {
      getMessage(made, 12).deleted = true;
      const head = getVisibleText(words.html("catch-up-head", { time: "11:40" }));
      const html = `${head}\n\n${number} · waiting for Dispatch for 20 min`;
      made.messages.push(createMessage(90, null, { html, keyboard: null }));
    })).breaches.length;
  assert.equal(told("0002"), 0);
  assert.equal(told("0003"), 1);
});

function drop<T>(all: T[], matches: (one: T) => boolean): void {
  const index = all.findIndex(matches);
  assert.ok(index >= 0, "there is one to be dropped");
  all.splice(index, 1);
}

const ofFirst = ({ incidentId }: { readonly incidentId: number }) => incidentId === 1;
const isClaim = (event: Row<"events">) => event.fact.type === "claimed";
const getMessage = ({ messages }: Made, id: number) => {
  const message = messages.find((one) => one.id === id);
  assert.ok(message !== undefined);
  return message;
};

/** What is told or stands there wrongly, and the check that must notice. */
const lies: readonly (readonly [check: string, lie: string, (made: Made) => void])[] = [
  [
    "every report is one incident, and none is lost or made up",
    "a report became nothing",
    (made) => {
      made.entries.push({
        kind: "report",
        life: 3,
        personId: dana,
        chatId,
        at: now,
        messageId: 50,
        tag: "[life 3.1]",
        how: "words",
      });
    },
  ],
  ["every report is one incident, and none is lost or made up", "one became two", ({ tables }) => {
    replace(tables.sources, (one) => !ofFirst(one), (one) => ({
      ...one,
      messageId: parseMessageId(1),
    }));
  }],
  [
    "every report is one incident, and none is lost or made up",
    "nobody reported it",
    ({ entries }) => drop(entries, ({ kind }) => kind === "report"),
  ],
  [
    "every report is one incident, and none is lost or made up",
    "a number is missing",
    ({ tables }) => replace(tables.organisations, () => true, (one) => ({ ...one, lastNumber: 3 })),
  ],
  [
    "every press that was told to work is on the timeline exactly once",
    "a press left nothing behind",
    ({ entries }) => {
      const press = entries.find((one) => one.kind === "press" && one.personId === mia);
      assert.ok(press !== undefined);
      entries.push({ ...press });
    },
  ],
  [
    "every press that was told to work is on the timeline exactly once",
    "a press did something twice, or nobody pressed",
    ({ entries }) => drop(entries, (one) => one.kind === "press" && one.personId === mia),
  ],
  [
    "every press that was told to work is on the timeline exactly once",
    "it happened long after the person was told",
    ({ entries }) => {
      for (const one of entries) if (one.kind === "press") one.until -= 10_000;
    },
  ],
  [
    "every refusal was right at some moment between the press and the answer",
    "somebody was refused for a reason that was none",
    ({ entries }) => {
      const claim = entries.find((one) => one.kind === "press" && one.personId === mia);
      assert.ok(claim?.kind === "press");
      const text = "It is resolved already. If it is not fixed after all, tap Reopen.";
      entries.push({ ...claim, told: { answered: true, alert: true, text } });
    },
  ],
  [
    "every refusal was right at some moment between the press and the answer",
    "somebody who may was told that they may not",
    ({ entries }) => {
      const refused = entries.find((one) => one.kind === "press" && one.personId === sam);
      assert.ok(refused?.kind === "press");
      entries.push({ ...refused, personId: mia });
    },
  ],
  [
    "no summary and no comment is lost, or there twice",
    "a summary is lost",
    ({ tables }) =>
      replace(
        tables.texts,
        ({ kind }) => kind === "summary",
        (text) => ({ ...text, body: "done" }),
      ),
  ],
  [
    "no summary and no comment is lost, or there twice",
    "a comment is there twice",
    ({ tables }) => {
      const comment = tables.texts.find(({ kind }) => kind === "comment");
      assert.ok(comment !== undefined);
      tables.texts.push({ ...comment, ordinal: 99 });
    },
  ],
  [
    "no summary and no comment is lost, or there twice",
    "another is said to have said it",
    (made) => {
      const [first] = made.tables.people;
      assert.ok(first !== undefined);
      const { userId } = first;
      replace(made.tables.texts, ({ kind }) => kind === "comment", (text) => ({
        ...text,
        authorId: userId,
      }));
    },
  ],
  [
    "every changed report shows on its incident",
    "a change is lost",
    ({ tables }) => drop(tables.texts, ({ body }) => body.includes("[life 2.2]")),
  ],
  ["every incident is what its timeline makes of it", "a claim came without an event", (made) => {
    const [claim] = made.tables.claims;
    assert.ok(claim !== undefined);
    made.tables.claims.push({ ...claim, endedAt: null, outcome: null });
  }],
  [
    "every incident is what its timeline makes of it",
    "its state is another one",
    ({ tables }) =>
      replace(tables.incidents, () => true, (row) => ({ ...row, status: "in_progress" as const })),
  ],
  [
    "every incident is what its timeline makes of it",
    "an event is missing",
    ({ tables }) => drop(tables.events, isClaim),
  ],
  ["every incident has exactly one card, which shows what it is", "there are two", (made) => {
    const card = getMessage(made, firstCard);
    made.messages.push({ ...card, id: 77 });
  }],
  ["every incident has exactly one card, which shows what it is", "it is gone", (made) => {
    getMessage(made, secondCard).deleted = true;
  }],
  ["every incident has exactly one card, which shows what it is", "it says what was", (made) => {
    const card = getMessage(made, firstCard);
    card.text = card.text?.replace("Mia", "Sam") ?? "";
  }],
  ["every incident has exactly one card, which shows what it is", "its buttons are old", (made) => {
    const { replyMarkup } = getMessage(made, secondCard);
    replyMarkup?.inline_keyboard.pop();
  }],
  [
    "every incident has exactly one card, which shows what it is",
    "another one is known",
    (made) =>
      replace(made.tables.cards, ofFirst, (row) => ({ ...row, messageId: parseMessageId(78) })),
  ],
  ["no card ever showed what was not so, or went back", "it went back", (made) => {
    const card = getMessage(made, firstCard);
    card.earlierTexts.push(card.text ?? "", card.earlierTexts[0] ?? "");
  }],
  ["no card ever showed what was not so, or went back", "it showed what never was", (made) => {
    const card = getMessage(made, secondCard);
    card.earlierTexts.push(card.text?.replace(/Waiting for \w+/, "In progress") ?? "");
  }],
  [
    "a card is pinned while its incident is open, and only then",
    "it is not pinned",
    ({ pinned }) => void pinned.pop(),
  ],
  [
    "a card is pinned while its incident is open, and only then",
    "it still is",
    ({ pinned }) => void pinned.push(firstCard),
  ],
  [
    "whoever had to be told was told, and nothing that is not so",
    "a claim that never was",
    (made) => {
      const html = "🔵 Sam (Dispatch) has it.";
      made.messages.push(createMessage(80, 10, { html, keyboard: null }));
    },
  ],
  ["whoever had to be told was told, and nothing that is not so", "nobody was called", (made) => {
    getMessage(made, 12).deleted = true;
  }],
  ["whoever had to be told was told, and nothing that is not so", "no summary came", (made) => {
    getMessage(made, 6).deleted = true;
  }],
  ["no timer is stuck", "one is due for long", ({ leftovers, tables }) => {
    const [card] = tables.cards;
    assert.ok(card !== undefined);
    const { incidentId } = card;
    const timer = { incidentId, kind: "claim_reminder", leasedUntil: null, attempts: 0 };
    leftovers.timers.push({ ...timer, dueAt: now - 600_000 });
  }],
  [
    "no lease is left",
    "a killed replica's",
    ({ leftovers }) =>
      void leftovers.leases.push({ name: "updates", holder: "gone", until: now - 1 }),
  ],
  ["nothing is owed to Telegram", "a card was given up", ({ leftovers }) => {
    const tried = { attempts: 9, error: "400", abandoned: true, leasedUntil: null };
    leftovers.deliveries.push({
      id: 1,
      kind: "card",
      chatId: parseChatId(chatId),
      content: {},
      dueAt: now,
      ...tried,
    });
  }],
  ["no update waits, or was set aside", "one was set aside", ({ leftovers }) => {
    const failed = { type: "message", failures: 3, error: "boom", setAside: true };
    leftovers.failedUpdates.push({ updateId: 1, ...failed });
  }],
  [
    "no update waits, or was set aside",
    "Telegram still has one",
    ({ pendingUpdates }) => void pendingUpdates.push({ updateId: 2 }),
  ],
];

for (const [check, lie, change] of lies) {
  Deno.test(`the judge notices: ${lie}`, () => {
    const { breaches } = decide(makeCase(change));
    const noticed = breaches.map((breach) => breach.check);
    assert.ok(noticed.includes(check), `${check}; noticed: ${noticed.join(", ") || "nothing"}`);
  });
}

Deno.test("each check is told a lie", () => {
  const told = new Set(lies.map(([check]) => check));
  assert.deepEqual(checks.map(({ name }) => name).filter((name) => !told.has(name)), []);
});
