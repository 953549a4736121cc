/** The page's small decisions: initials, links, acts, hints, unread marks. */
import assert from "node:assert/strict";
import { parseAct } from "../../../tools/sandbox/page/act.ts";
import { findAsset } from "../../../tools/sandbox/page/assets.ts";
import { findGuideState, INCIDENT_GUIDE } from "../../../tools/sandbox/page/guide.ts";
import { parseLink } from "../../../tools/sandbox/page/links.ts";
import { renderInitials } from "../../../tools/sandbox/page/names.ts";
import { createReadMarks } from "../../../tools/sandbox/page/read_marks.ts";
import type { SandboxMessage } from "../../../tools/sandbox/world.ts";

function message(id: number, buttons: readonly string[] = []): SandboxMessage {
  const keyboard = buttons.map((text) => [{ text, callback_data: text }]);
  return {
    id,
    chatId: -1001,
    fromId: 1,
    date: 0,
    entities: [],
    notifies: true,
    reactions: new Map(),
    deleted: false,
    earlierTexts: [],
    ...(keyboard.length === 0 ? {} : { replyMarkup: { inline_keyboard: keyboard } }),
  };
}

Deno.test("initials are whole letters of the first and the last word", () => {
  assert.equal(renderInitials("Dana Driver"), "DD");
  assert.equal(renderInitials("roadcall"), "R");
  assert.equal(renderInitials("🚚 ünal"), "Ü");
  assert.equal(renderInitials("🚚"), "?");
});

Deno.test("a link leads outside, to a message, to a bot, or nowhere", () => {
  assert.deepEqual(parseLink("https://t.me/c/77/5"), {
    kind: "message",
    chatId: -10077,
    messageId: 5,
  });
  assert.deepEqual(parseLink("t.me/roadcall_bot?start=abc"), {
    kind: "start",
    username: "roadcall_bot",
    payload: "abc",
  });
  assert.deepEqual(parseLink("example.com:8080/a"), {
    kind: "outside",
    href: "https://example.com:8080/a",
  });
  for (
    const bad of [
      "javascript:alert(1)",
      " JavaScript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "vbscript:x",
    ]
  ) {
    assert.equal(parseLink(bad), null, bad);
  }
});

Deno.test("an act is taken only in one of the known shapes", () => {
  assert.deepEqual(parseAct({ kind: "tick" }), { kind: "tick" });
  assert.deepEqual(parseAct({ kind: "press", as: 1, chat: -2, message: 3, data: "x" }), {
    kind: "press",
    as: 1,
    chat: -2,
    message: 3,
    data: "x",
  });
  for (
    const bad of [
      null,
      {},
      { kind: "fly" },
      { kind: "write", as: "1", chat: 1, text: "x" },
      { kind: "write", as: 1, chat: 1, text: "x".repeat(4097) },
      { kind: "skip", seconds: -1 },
    ]
  ) {
    assert.ok("problem" in parseAct(bad), JSON.stringify(bad));
  }
});

Deno.test("only the page's own files are served", () => {
  assert.notEqual(findAsset("main.js"), null);
  for (const bad of ["../create_page.tsx", "create_page.tsx", "..%2Fact.ts", ""]) {
    assert.equal(findAsset(bad), null, bad);
  }
});

Deno.test("the hint follows the newest buttons of the chat", () => {
  const stepFor = (...messages: SandboxMessage[]) =>
    findGuideState(INCIDENT_GUIDE, messages)?.step.title;
  assert.equal(stepFor(), "Report");
  assert.equal(stepFor(message(1)), "Report");
  assert.equal(stepFor(message(1, ["🛠 Set up"])), "Set the desk up first");
  const fromPerson = { ...message(2), fromId: 9 };
  assert.equal(stepFor(message(1, ["🛠 Set up"]), fromPerson), "Set the desk up first");
  const board = message(3, ["✅ Maintenance", "✏️ Change the name", "Finish", "Cancel"]);
  assert.equal(stepFor(message(1, ["🛠 Set up"]), fromPerson, board), "Set the desk up first");
  // Where it was done by a command, the button is still there.
  assert.equal(stepFor(message(1, ["🛠 Set up"]), fromPerson, message(3)), "Report");
  assert.equal(stepFor(message(1, ["Maintenance", "Cancel"])), "Choose who helps");
  assert.equal(stepFor(message(1, ["🙋 Claim", "Change department"])), "Claim");
  assert.equal(stepFor(message(1, ["✋ Claim", "✅ Resolve"])), "Claim");
  assert.equal(stepFor(message(1, ["✅ Resolve", "✋ I'm on it too", "Release"])), "Resolve");
  assert.equal(stepFor(message(1, ["Not yet", "I'll write it"])), "Say how it ended");
  assert.equal(stepFor(message(1, ["Reopen"])), "Done");
  assert.equal(
    stepFor(message(1, ["Reopen"]), message(2, ["Safety", "Cancel"])),
    "Choose who helps",
  );
});

Deno.test("unread are others' messages behind the mark, and a mark never moves back", () => {
  const marks = createReadMarks();
  const own = { ...message(3), fromId: 9 };
  const service = { ...message(4), service: "Dana joined" };
  const all = [message(1), message(2), own, service, message(5)];
  const unread = () => marks.listUnread(9, -1001, all).map(({ id }) => id);
  assert.deepEqual(unread(), [1, 2, 5]);
  marks.mark(9, -1001, 2);
  marks.mark(9, -1001, 1);
  assert.deepEqual(unread(), [5]);
  assert.deepEqual(marks.listUnread(8, -1001, all).length, 4);
});
