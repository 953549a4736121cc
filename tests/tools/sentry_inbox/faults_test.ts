/** Trouble on purpose, and what the SDK makes of it. */
import assert from "node:assert/strict";
import * as Sentry from "@sentry/deno";
import { createInbox } from "../../../tools/sentry_inbox/create_inbox.ts";
import { createEvent, inboxTest, sdkTest } from "./stage.ts";

inboxTest(
  "a limit is answered so many times, with its headers, and what came is not taken",
  async (stage) => {
    const { inbox, post } = stage;
    inbox.setFault({ times: 2, status: 429, retryAfter: 60, rateLimits: "60:error:organization" });
    for (let time = 0; time < 2; time++) {
      const { status, headers } = await post(createEvent());
      assert.equal(status, 429);
      assert.equal(headers.get("retry-after"), "60");
      assert.equal(headers.get("x-sentry-rate-limits"), "60:error:organization");
    }
    assert.deepEqual(inbox.events, []);
    assert.equal((await post(createEvent())).status, 200);
    assert.equal(inbox.events.length, 1);
    assert.deepEqual(inbox.requests.map(({ status }) => status), [429, 429, 200]);
  },
);

inboxTest("a fault may be for one type only, and be taken away", async ({ inbox, post }) => {
  const remove = inbox.setFault({ times: Infinity, status: 500, itemType: "client_report" });
  const report = [{}, { type: "client_report" }, { discarded_events: [] }];
  assert.equal((await post(createEvent())).status, 200);
  assert.equal((await post(report)).status, 500);
  remove();
  assert.equal((await post(report)).status, 200);
});

inboxTest("a request may hang until the fault is taken away", async ({ inbox, post }) => {
  inbox.setFault({ times: 1, hang: true });
  const hanging = assert.rejects(post(createEvent()), TypeError);
  await inbox.until(() => inbox.requests.length === 1, { what: "the request" });
  assert.equal(inbox.requests[0]?.status, null);
  assert.equal((await post(createEvent())).status, 200);
  inbox.clearFaults();
  await hanging;
  assert.equal(inbox.events.length, 1);
});

Deno.test("what hangs does not keep the server from stopping", async () => {
  const inbox = createInbox();
  const server = await inbox.listen();
  inbox.setFault({ times: 1, hang: true });
  const url = `${server.address}/api/1/envelope/?sentry_key=${inbox.publicKey}`;
  const hanging = assert.rejects(fetch(url, { method: "POST", body: "{}" }), TypeError);
  await inbox.until(() => inbox.requests.length === 1, { what: "the request" });
  await server.stop();
  await hanging;
});

inboxTest("a connection may break before it was answered", async ({ inbox, post }) => {
  inbox.setFault({ times: Infinity, close: true });
  await assert.rejects(post(createEvent()), TypeError);
  inbox.clearFaults();
  assert.equal((await post(createEvent())).status, 200);
  assert.equal(inbox.events.length, 1);
});

sdkTest("the SDK holds back what a limit names, and nothing else", async ({ inbox }) => {
  inbox.setFault({ times: 1, status: 429, rateLimits: "60:error:organization", itemType: "event" });
  Sentry.captureMessage("refused");
  await inbox.until(() => inbox.requests.length === 1, { what: "the refused event" });
  await Sentry.flush(2000);
  Sentry.captureMessage("held back");
  Sentry.startSpan({ name: "goes on" }, () => {});
  await inbox.until(() => inbox.transactions[0], { what: "the transaction" });
  await Sentry.flush(2000);
  assert.deepEqual(inbox.events, []);
});
