/** The endpoint by itself: who may send, what is taken, and Sentry's own words for what is not. */
import assert from "node:assert/strict";
import { createEvent, eventId, inboxTest, renderEnvelope } from "./stage.ts";

inboxTest(
  "the key comes in the path or in a header, and the answer names the event",
  async (stage) => {
    const { inbox, post } = stage;
    const first = await post(createEvent());
    assert.deepEqual([first.status, first.body], [200, { id: eventId }]);
    const auth = `Sentry sentry_version=7, sentry_key=${inbox.publicKey}, sentry_client=x/1`;
    const second = await post(createEvent(), { key: null, headers: { "x-sentry-auth": auth } });
    assert.equal(second.status, 200);
    // What is no event has no id.
    const report = {
      discarded_events: [{ reason: "sample_rate", category: "error", quantity: 2 }],
    };
    assert.deepEqual((await post([{}, { type: "client_report" }, report])).body, {});
    assert.equal(inbox.events.length, 2);
    assert.equal(inbox.clientReports[0]?.discarded_events[0]?.quantity, 2);
    assert.deepEqual(inbox.requests.map(({ status }) => status), [200, 200, 200]);
  },
);

inboxTest("whoever may not send is told so as Sentry does, and nothing is taken", async (stage) => {
  const { inbox, post, server } = stage;
  const rejected = { detail: "event submission rejected with_reason: ProjectId" };
  const wrongKey = await post(createEvent(), { key: "0".repeat(32) });
  assert.deepEqual([wrongKey.status, wrongKey.body], [403, rejected]);
  const otherProject = await post(createEvent(), { project: "2" });
  assert.deepEqual([otherProject.status, otherProject.body], [403, rejected]);
  const noKey = await post(createEvent(), { key: null });
  assert.deepEqual([noKey.status, noKey.body], [
    401,
    { detail: "missing authorization information" },
  ]);
  assert.equal((await post(createEvent(), { key: "short" })).status, 400);
  const twice = await post(createEvent(), { headers: { "x-sentry-auth": "Sentry sentry_key=x" } });
  assert.equal(twice.status, 401);
  const garbled = await post(createEvent(), { key: null, headers: { "x-sentry-auth": "Basic x" } });
  assert.equal(garbled.status, 401);
  assert.equal((await post(createEvent(), { project: "roadcall" })).status, 404);
  const get = await fetch(`${server.address}/api/1/envelope/?sentry_key=${inbox.publicKey}`);
  assert.equal(get.status, 404);
  await get.body?.cancel();
  assert.deepEqual(inbox.items, []);
  // Their bytes are there all the same, for whoever looks for what must not be sent.
  assert.equal(inbox.find("hello").length, 6);
});

inboxTest("packed bodies are unpacked", async ({ inbox, post }) => {
  const text = renderEnvelope(createEvent({ message: "packed" }));
  for (const format of ["gzip", "deflate"] as const) {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream(format));
    const body = await new Response(packed).bytes();
    const answer = await post(body, { headers: { "content-encoding": format } });
    assert.deepEqual([answer.status, answer.body], [200, { id: eventId }]);
  }
  assert.deepEqual(inbox.events.map(({ message }) => message), ["packed", "packed"]);
  assert.equal(inbox.find("packed").length, 2);
  assert.ok((inbox.requests[0]?.wire.length ?? 0) !== text.length);
  assert.equal((await post(text, { headers: { "content-encoding": "gzip" } })).status, 400);
  assert.equal((await post(text, { headers: { "content-encoding": "zstd" } })).status, 415);
});

inboxTest("what is no envelope is refused with the cause", async ({ inbox, post }) => {
  const cases: [string, string][] = [
    ["nonsense", "invalid envelope header"],
    ["{}\n{}\n{}", "invalid item header"],
    ['{}\n{"type":"event","length":10}\n{}', "unexpected end of file"],
    ['{}\n{"type":"event","length":1}\n{}', "missing newline after header or payload"],
  ];
  for (const [body, cause] of cases) {
    const { status, body: answer } = await post(body);
    assert.deepEqual([status, answer], [400, {
      detail: "invalid event envelope",
      causes: [cause],
    }]);
  }
  assert.deepEqual((await post("")).body, { detail: "empty request body" });
  assert.deepEqual(inbox.items, []);
});

inboxTest("an item may have its length, and line breaks in it then", async ({ inbox, post }) => {
  const file = "one\ntwo";
  const [header, type, event] = createEvent();
  const attachment = { type: "attachment", length: file.length, filename: "a.txt" };
  const answer = await post([header, type, event, attachment, file, ""]);
  assert.equal(answer.status, 200);
  assert.equal(new TextDecoder().decode(inbox.attachments[0]?.bytes), file);
  assert.equal(inbox.events.length, 1);
});

inboxTest("what is too large is refused by Sentry's limits", async ({ inbox, post }) => {
  const large = await post(createEvent({ message: "x".repeat(1024 * 1024) }));
  assert.equal(large.status, 413);
  assert.match(JSON.stringify(large.body), /exceeded size limits for type 'event'/);
  const metric = { name: "x", note: "y".repeat(2048) };
  const container = { type: "trace_metric", item_count: 1 };
  assert.equal((await post([{}, container, { items: [metric] }])).status, 413);
  const [header, type, event] = createEvent();
  assert.equal((await post([header, type, event, type, event])).status, 413, "one event each");
  assert.deepEqual(inbox.items, []);
});

inboxTest("a request that never ends is not read to its end", async ({ inbox, post }) => {
  const bomb = new Blob(["x".repeat(1_000_000)]).stream().pipeThrough(
    new CompressionStream("gzip"),
  );
  const answer = await post(await new Response(bomb).bytes(), {
    headers: { "content-encoding": "gzip" },
  });
  assert.deepEqual([answer.status, answer.body], [413, { detail: "request body too large" }]);
  assert.equal((await post("y".repeat(300_000))).status, 413);
  assert.equal((await post(createEvent())).status, 200);
  assert.equal(inbox.events.length, 1);
}, { sizeLimits: { request: 200_000, envelope: 500_000 } });

inboxTest("only this machine's own names are answered", async ({ inbox }) => {
  const foreign = await inbox.app.request("http://evil.example/api/1/envelope/", {
    method: "POST",
  });
  assert.equal(foreign.status, 403);
});
