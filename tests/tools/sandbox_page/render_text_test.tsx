/** Entities become markup, and nothing that a person writes becomes markup of its own. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { MessageEntity } from "../../../tools/sandbox/world.ts";
import { createEntityTree, type EntityNode } from "../../../tools/sandbox/page/entity_tree.ts";
import { renderText } from "../../../tools/sandbox/page/render_text.tsx";

const viewer = {
  person: { id: 7, firstName: "Dana", username: "dana", languageCode: "en", isBot: false },
  addressOfStart: (username: string, payload: string) =>
    username === "roadcall_bot" ? `/?as=7&chat=99&start=${payload}` : null,
};

const user = (id: number) => ({ id, is_bot: false, first_name: "X" });

async function render(text: string, entities: readonly MessageEntity[]): Promise<string> {
  return String(await <p>{renderText(text, entities, viewer)}</p>).slice(
    "<p>".length,
    -"</p>".length,
  );
}

const OUTSIDE = 'target="_blank" rel="noopener noreferrer"';

const TABLE: readonly {
  name: string;
  text: string;
  entities?: readonly MessageEntity[];
  html: string;
}[] = [
  { name: "plain words", text: "Truck 12", html: "Truck 12" },
  {
    name: "a script in plain words",
    text: "<script>alert(1)</script>",
    html: "&lt;script&gt;alert(1)&lt;/script&gt;",
  },
  {
    name: "a script in bold",
    text: "<img src=x onerror=alert(1)>",
    entities: [{ type: "bold", offset: 0, length: 28 }],
    html: "<strong>&lt;img src=x onerror=alert(1)&gt;</strong>",
  },
  {
    name: "bold within a quote",
    text: "so it was",
    entities: [
      { type: "blockquote", offset: 0, length: 9 },
      { type: "bold", offset: 3, length: 2 },
    ],
    html: "<blockquote>so <strong>it</strong> was</blockquote>",
  },
  {
    name: "offsets count UTF-16 units",
    text: "🚚 late",
    entities: [{ type: "italic", offset: 3, length: 4 }],
    html: "🚚 <em>late</em>",
  },
  {
    name: "a link",
    text: "see this",
    entities: [{ type: "text_link", offset: 4, length: 4, url: 'https://example.com/?a=1&b="2"' }],
    html: `see <a href="https://example.com/?a=1&amp;b=%222%22" ${OUTSIDE}>this</a>`,
  },
  {
    name: "a link that would run a script",
    text: "press me",
    entities: [{ type: "text_link", offset: 0, length: 8, url: "javascript:alert(1)" }],
    html: "press me",
  },
  {
    name: "a link that carries a page of its own",
    text: "press me",
    entities: [{
      type: "text_link",
      offset: 0,
      length: 8,
      url: "data:text/html,<script>alert(1)</script>",
    }],
    html: "press me",
  },
  {
    name: "an address without a scheme",
    text: "example.com",
    entities: [{ type: "url", offset: 0, length: 11 }],
    html: `<a href="https://example.com/" ${OUTSIDE}>example.com</a>`,
  },
  {
    name: "a link to a message stays on the page",
    text: "0042",
    entities: [{ type: "text_link", offset: 0, length: 4, url: "https://t.me/c/1234/56" }],
    html:
      '<a href="/?as=7&amp;chat=-1001234&amp;message=56" data-jump-chat="-1001234" data-jump-message="56">0042</a>',
  },
  {
    name: "a link to a message of a topic stays on the page",
    text: "0042",
    entities: [{ type: "text_link", offset: 0, length: 4, url: "https://t.me/c/1234/3/56" }],
    html:
      '<a href="/?as=7&amp;chat=-1001234&amp;message=56" data-jump-chat="-1001234" data-jump-message="56">0042</a>',
  },
  {
    name: "a link that starts the bot stays on the page",
    text: "start",
    entities: [{
      type: "text_link",
      offset: 0,
      length: 5,
      url: "https://t.me/roadcall_bot?start=x",
    }],
    html: '<a href="/?as=7&amp;chat=99&amp;start=x">start</a>',
  },
  {
    name: "a mention of the viewer, whatever the case",
    text: "@Dana",
    entities: [{ type: "mention", offset: 0, length: 5 }],
    html: '<span class="mention mention-me">@Dana</span>',
  },
  {
    name: "a mention of somebody else",
    text: "@dan",
    entities: [{ type: "mention", offset: 0, length: 4 }],
    html: '<span class="mention">@dan</span>',
  },
  {
    name: "a mention by name of the viewer",
    text: "Dana!",
    entities: [{ type: "text_mention", offset: 0, length: 4, user: user(7) }],
    html: '<span class="mention mention-me">Dana</span>!',
  },
  {
    name: "code",
    text: "a<b",
    entities: [{ type: "code", offset: 0, length: 3 }],
    html: "<code>a&lt;b</code>",
  },
  {
    name: "a code block whose language would leave its attribute",
    text: "x",
    entities: [{ type: "pre", offset: 0, length: 1, language: '"><script>' }],
    html: '<pre><code data-language="&quot;&gt;&lt;script&gt;">x</code></pre>',
  },
  {
    name: "an expandable quote",
    text: "long",
    entities: [{ type: "expandable_blockquote", offset: 0, length: 4 }],
    html:
      '<blockquote class="expandable" data-expandable="true"><div class="expandable-text">long</div><button type="button" class="expand" data-expand="true" aria-expanded="false">Show more</button></blockquote>',
  },
  {
    name: "a command",
    text: "/ticket",
    entities: [{ type: "bot_command", offset: 0, length: 7 }],
    html: '<button type="button" class="command-link" data-send="/ticket">/ticket</button>',
  },
  {
    name: "entities that overlap without nesting are cut, and no text is lost",
    text: "abcdef",
    entities: [
      { type: "bold", offset: 0, length: 4 },
      { type: "italic", offset: 2, length: 4 },
    ],
    html: "<strong>ab<em>cd</em></strong><em>ef</em>",
  },
  {
    name: "an entity outside the text is no entity",
    text: "ab",
    entities: [{ type: "bold", offset: 5, length: 4 }],
    html: "ab",
  },
];

for (const { name, text, entities, html } of TABLE) {
  Deno.test(`the page's text: ${name}`, async () => {
    assert.equal(await render(text, entities ?? []), html);
  });
}

Deno.test("the page's text: whatever the entities, each sign is shown once, in order", () => {
  const flat = (nodes: readonly EntityNode[]): string =>
    nodes.map((node) => node.kind === "text" ? node.text : flat(node.children)).join("");
  const entity = fc.record({
    type: fc.constantFrom("bold" as const, "italic" as const, "blockquote" as const),
    offset: fc.integer({ min: -2, max: 30 }),
    length: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.array(entity), (text, entities) => {
    assert.equal(flat(createEntityTree(text, entities)), text);
  }));
});
