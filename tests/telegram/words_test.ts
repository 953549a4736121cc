import assert from "node:assert/strict";
import { FluentParser, type Message, type VariableReference, Visitor } from "@fluent/syntax";
import { createWords, MissingWordsError } from "../../src/telegram/render/create_words.ts";
import { html } from "../../src/telegram/render/safe_html.ts";
import { wordVariables } from "../../src/telegram/render/word_keys.ts";
import { englishPath, words } from "./render/read_words.ts";

class VariableFinder extends Visitor {
  readonly names = new Set<string>();

  override visitVariableReference(node: VariableReference): void {
    this.names.add(node.id.name);
  }
}

function listMessages(source: string): readonly Message[] {
  const messages: Message[] = [];
  for (const entry of new FluentParser({ withSpans: false }).parse(source).body) {
    assert.notEqual(entry.type, "Junk", "content" in entry ? String(entry.content) : "");
    if (entry.type === "Message") messages.push(entry);
  }
  return messages;
}

async function readSources(folder: URL): Promise<string> {
  let text = "";
  for await (const entry of Deno.readDir(folder)) {
    const url = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory && entry.name !== "word_keys") text += await readSources(url);
    else if (entry.name.endsWith(".ts")) text += await Deno.readTextFile(url);
  }
  return text;
}

const english = await Deno.readTextFile(englishPath);

Deno.test("the English file has exactly the keys and variables that the program knows", () => {
  const found = listMessages(english).map((message) => {
    const finder = new VariableFinder();
    finder.visit(message);
    return [message.id.name, [...finder.names].toSorted()] as const;
  });
  assert.equal(new Set(found.map(([key]) => key)).size, found.length, "a key stands there twice");
  assert.deepEqual(Object.fromEntries(found), wordVariables);
});

Deno.test("every key is used somewhere in src/telegram", async () => {
  const source = await readSources(new URL("../../src/telegram/", import.meta.url));
  const unused = Object.keys(wordVariables).filter((key) => !source.includes(`"${key}"`));
  assert.deepEqual(unused, []);
});

Deno.test("another language is spoken where it has words, English where it has not", () => {
  const both = createWords({ en: english, de: "button-claim = ✋ Übernehmen\n" });
  assert.equal(both.in("de").text("button-claim"), "✋ Übernehmen");
  assert.equal(both.in("de-AT").text("button-claim"), "✋ Übernehmen");
  assert.equal(both.in("de").text("button-release"), "Release");
  for (const locale of [null, "en", "en-US", "pt-br", "xx", "", "not a locale!"]) {
    assert.equal(both.in(locale).text("button-claim"), "✋ Claim");
  }
});

Deno.test("a key without words is a bug and throws", () => {
  const lame = createWords({ en: "button-claim = Claim\n" });
  assert.throws(() => lame.text("button-release"), MissingWordsError);
  assert.throws(() => createWords({ de: english }), MissingWordsError);
});

Deno.test("HTML escapes what it is given, plain text does not, and SafeHtml stays", () => {
  const name = `<b>Q&A "x"</b>`;
  assert.equal(words.text("department-restricted", { name }), `🔒 ${name}`);
  assert.equal(
    String(words.html("department-restricted", { name })),
    "🔒 &lt;b&gt;Q&amp;A &quot;x&quot;&lt;/b&gt;",
  );
  assert.equal(
    String(words.html("department-restricted", { name: html("<b>Q</b>") })),
    "🔒 <b>Q</b>",
  );
});
