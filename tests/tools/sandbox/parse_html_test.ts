import assert from "node:assert/strict";
import type { MessageEntity } from "../../../tools/sandbox/world.ts";
import { acmeTest, assertRefused } from "./acme.ts";

type Expected = [source: string, text: string, ...entities: Record<string, unknown>[]];

const READ: readonly Expected[] = [
  ["plain", "plain"],
  ["<b>bold</b>", "bold", { type: "bold", offset: 0, length: 4 }],
  ["<strong>a</strong> <em>b</em>", "a b", { type: "bold", offset: 0, length: 1 }, {
    type: "italic",
    offset: 2,
    length: 1,
  }],
  ["<u>u</u><s>s</s>", "us", { type: "underline", offset: 0, length: 1 }, {
    type: "strikethrough",
    offset: 1,
    length: 1,
  }],
  ["<b>a <i>b</i></b>", "a b", { type: "bold", offset: 0, length: 3 }, {
    type: "italic",
    offset: 2,
    length: 1,
  }],
  ["1 &lt; 2 &amp; 3 &gt; 2 &quot;&#33;&#x41;", '1 < 2 & 3 > 2 "!A'],
  ["a & b &copy;", "a & b &copy;"],
  ["🚛 <b>x</b>", "🚛 x", { type: "bold", offset: 3, length: 1 }],
  ["<code>a b</code>", "a b", { type: "code", offset: 0, length: 3 }],
  ["<pre>x</pre>", "x", { type: "pre", offset: 0, length: 1 }],
  ['<pre><code class="language-ts">x</code></pre>', "x", {
    type: "pre",
    offset: 0,
    length: 1,
    language: "ts",
  }],
  ["<b>a<code>b</code>c</b>", "abc", { type: "bold", offset: 0, length: 1 }, {
    type: "code",
    offset: 1,
    length: 1,
  }, { type: "bold", offset: 2, length: 1 }],
  ["<blockquote>q</blockquote>", "q", { type: "blockquote", offset: 0, length: 1 }],
  ["<blockquote expandable>q</blockquote>", "q", {
    type: "expandable_blockquote",
    offset: 0,
    length: 1,
  }],
  ["<tg-spoiler>s</tg-spoiler>", "s", { type: "spoiler", offset: 0, length: 1 }],
  ['<span class="tg-spoiler">s</span>', "s", { type: "spoiler", offset: 0, length: 1 }],
  ['<a href="https://example.com/a?b=1&amp;c=2">x</a>', "x", {
    type: "text_link",
    offset: 0,
    length: 1,
    url: "https://example.com/a?b=1&c=2",
  }],
  ["<a href='nonsense'>x</a>", "x"],
  ["  \n<b> x</b> \n", "x", { type: "bold", offset: 0, length: 1 }],
  ["<b></b>empty", "empty"],
  ["@dana_ruiz", "@dana_ruiz", { type: "mention", offset: 0, length: 10 }],
  ["<code>@dana_ruiz</code>", "@dana_ruiz", { type: "code", offset: 0, length: 10 }],
];

const REFUSED: readonly [source: string, complaint: string][] = [
  ["<b>x", `Can't find end tag corresponding to start tag "b"`],
  ["é<b>x</i>", `Unmatched end tag at byte offset 6, expected "</b>", found "</i>"`],
  ["x</b>", "Unexpected end tag at byte offset 1"],
  ["<h1>x</h1>", `Unsupported start tag "h1" at byte offset 0`],
  ["é <3", "Unclosed start tag at byte offset 3"],
  ["a <b>", `Can't find end tag corresponding to start tag "b"`],
  ["<b>x</b", "Unclosed end tag at byte offset 4"],
  ["<span>x</span>", `Tag "span" must have class "tg-spoiler" at byte offset 0`],
];

acmeTest("HTML becomes text and entities", async ({ api, group, sandbox }) => {
  for (const [source, text, ...entities] of READ) {
    const sent = await api.sendMessage(group.id, source, { parse_mode: "HTML" });
    assert.equal(sent.text, text, source);
    assert.deepEqual(sent.entities ?? [], entities, source);
    const kept: readonly MessageEntity[] = sandbox.message(group.id, sent.message_id)?.entities ??
      [];
    assert.deepEqual(kept, entities);
  }
});

acmeTest("broken HTML is refused in Telegram's words", async ({ api, group }) => {
  for (const [source, complaint] of REFUSED) {
    const call = api.sendMessage(group.id, source, { parse_mode: "HTML" });
    await assertRefused(call, 400, `Bad Request: can't parse entities: ${complaint}`);
  }
});

acmeTest("a mention by id reaches members only", async ({ api, group, omar, sandbox }) => {
  const stranger = sandbox.addPerson({ firstName: "Ida" });
  const link = (id: number) => `<a href="tg://user?id=${id}">you</a>`;
  const html = { parse_mode: "HTML" } as const;
  const known = await api.sendMessage(group.id, link(omar.id), html);
  assert.equal(known.entities?.[0]?.type, "text_mention");
  const unknown = await api.sendMessage(group.id, link(stranger.id), html);
  assert.equal(unknown.entities, undefined);
});

acmeTest("entities may be given instead", async ({ api, group, omar }) => {
  const sent = await api.sendMessage(group.id, "Omar, look", {
    entities: [
      { type: "text_mention", offset: 0, length: 4, user: { ...omarUser(omar.id) } },
      { type: "bold", offset: 6, length: 4 },
    ],
  });
  assert.deepEqual(sent.entities?.map(({ type }) => type), ["text_mention", "bold"]);
  await assertRefused(
    api.sendMessage(group.id, "ab", { entities: [{ type: "bold", offset: 1, length: 2 }] }),
    400,
    "ends after the end of the text",
  );
});

acmeTest("what is not simulated is refused, not ignored", async ({ api, group }) => {
  const call = api.sendMessage(group.id, "*x*", { parse_mode: "MarkdownV2" });
  await assertRefused(call, 400, "MarkdownV2 is not simulated");
});

function omarUser(id: number) {
  return { id, is_bot: false, first_name: "Omar" };
}
