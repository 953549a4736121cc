import assert from "node:assert/strict";
import { startInbox } from "../../../tools/dev/start_inbox.ts";

Deno.test("an inbox for the desk: its settings lead there, and a second one finds room", async () => {
  const inboxes = [await startInbox(undefined, () => "http://127.0.0.1:1"), await startInbox("")];
  try {
    const [first, second] = inboxes;
    assert.notEqual(first?.address, second?.address);
    for (const { address, settings } of inboxes) {
      const dsn = new URL(settings["SENTRY_DSN"] ?? "");
      assert.equal(`http://${dsn.host}`, address);
      assert.equal(settings["SENTRY_ENVIRONMENT"], "development");
      const path = `/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`;
      const answer = await fetch(address + path, { method: "POST", body: "{}" });
      assert.equal(answer.status, 200);
      await answer.body?.cancel();
    }
    const html = await (await fetch(`${first?.address}/`)).text();
    assert.ok(html.includes('href="http://127.0.0.1:1"'), "the chats");
  } finally {
    await Promise.all(inboxes.map((inbox) => inbox.stop()));
  }
});
