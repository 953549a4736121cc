/** What is kept of what came, how it is found, and what a wait in vain says. */
import assert from "node:assert/strict";
import { createEvent, inboxTest } from "./stage.ts";

inboxTest("the oldest is forgotten, and counted", async ({ inbox, post }) => {
  for (const message of ["one", "two", "three"]) await post(createEvent({ message }));
  assert.deepEqual(inbox.events.map(({ message }) => message), ["two", "three"]);
  assert.equal(inbox.forgotten.items, 1);
  await post(createEvent({ message: "x".repeat(4000) }));
  assert.equal(inbox.forgotten.requests, 3);
  assert.equal(inbox.requests.length, 1, "the newest stays, however large");
  inbox.clear();
  assert.deepEqual([inbox.items, inbox.requests, inbox.forgotten], [[], [], {
    items: 0,
    requests: 0,
  }]);
}, { keep: { items: 2, requestBytes: 5000 } });

inboxTest("a text is found in bodies, paths and headers, however it is written", async (stage) => {
  const { inbox, post } = stage;
  const secret = 'pass/"wörd" x';
  const sent = [
    createEvent({ message: `url ${encodeURIComponent(secret)}` }),
    createEvent({ message: `plain ${secret}` }),
    createEvent({ message: JSON.stringify({ secret }) }),
    createEvent({ message: new TextEncoder().encode(secret).toBase64() }),
  ];
  for (const lines of sent) await post(lines);
  await post(createEvent(), { headers: { "x-note": encodeURIComponent(secret) } });
  await post(createEvent(), { search: `?${new URLSearchParams({ note: secret })}`, key: null });
  const found = inbox.find(secret);
  assert.deepEqual(found.map(({ request, place }) => [request, place]), [
    [1, "body"],
    [2, "body"],
    [3, "body"],
    [4, "body"],
    [5, "x-note"],
    [6, "path"],
  ]);
  assert.match(found[1]?.excerpt ?? "", /plain pass/);
  assert.deepEqual(inbox.find("never sent"), []);
  assert.equal(inbox.find(inbox.publicKey).length, 5, "the key stands in the path");
});

inboxTest("items say when and with what they came, and listeners hear of each", async (stage) => {
  const { inbox, post } = stage;
  const heard: string[] = [];
  const stop = inbox.subscribe((change) => heard.push(change.kind));
  await post(createEvent());
  stop();
  await post(createEvent({ message: "later" }));
  assert.deepEqual(heard, ["request", "request", "item"]);
  assert.deepEqual(inbox.list("event").map(({ no, at, request }) => [no, at, request]), [
    [1, 5000, 1],
    [2, 5000, 2],
  ]);
}, { now: () => 5000 });

inboxTest("a wait in vain shows what came instead", async ({ inbox, post }) => {
  await post(createEvent({ message: "something else", tags: { "no good": "x" } }));
  const wait = inbox.until(() => inbox.events[1], { what: "a second event", timeoutMs: 1 });
  await assert.rejects(wait, (error: Error) => {
    assert.match(error.message, /until a second event/);
    assert.match(error.message, /200 event/);
    assert.match(error.message, /event: something else/);
    assert.match(error.message, /drops the tag "no good"/);
    return true;
  });
});
