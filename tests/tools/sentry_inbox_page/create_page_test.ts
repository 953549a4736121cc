/** The page's addresses, without a browser. */
import assert from "node:assert/strict";
import type { InboxListener, SentryInbox } from "../../../tools/sentry_inbox/control.ts";
import { createLiveStream } from "../../../tools/sentry_inbox/page/live.ts";
import { claim, createLog, createShownInbox, error, send, sendIncident } from "./received.ts";

async function look(inbox: SentryInbox, address = "/"): Promise<string> {
  const answer = await inbox.app.request(`http://127.0.0.1${address}`);
  assert.equal(answer.status, 200);
  return await answer.text();
}

/** What a reader sees: the words without the markup. */
function wordsOf(html: string): string {
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

function findNo(inbox: SentryInbox, kind: string): number {
  const item = inbox.items.find((one) => one.kind === kind);
  assert.ok(item, `a ${kind}`);
  return item.no;
}

Deno.test("an empty inbox says where to send", async () => {
  const inbox = createShownInbox({ publicKey: "k".repeat(32) });
  const html = await look(inbox);
  assert.match(wordsOf(html), /Nothing has come yet/);
  assert.ok(html.includes(`SENTRY_DSN=http://${"k".repeat(32)}@127.0.0.1/1`));
  assert.ok(html.includes('href="http://127.0.0.1:8081"'), "the chats");
});

Deno.test("the list has everything, newest first, and narrows by kind and by words", async () => {
  const inbox = createShownInbox();
  await sendIncident(inbox);
  const rowsOf = async (address: string) =>
    [...(await look(inbox, address)).matchAll(/<span class="row-title">(.*?)<\/span>/g)]
      .map(([, title]) => title?.split(" &lt;")[0]);
  assert.deepEqual(await rowsOf("/"), [
    // Check-ins have no time of their own; of a run that ended there is one row.
    "reminders",
    "reminders",
    "the answer took long",
    "ClaimError: 0042 could not be claimed",
    "4 metrics",
    "button claim",
    "button claim",
  ]);
  assert.deepEqual(await rowsOf("/?kind=event"), ["ClaimError: 0042 could not be claimed"]);
  assert.deepEqual(await rowsOf("/?kind=metric"), ["backlog", "query"]);
  assert.deepEqual(await rowsOf("/?kind=check_in"), ["reminders"]);
  assert.deepEqual(await rowsOf("/?q=incident_id:0042"), [
    "ClaimError: 0042 could not be claimed",
    "button claim",
  ]);
  assert.deepEqual(await rowsOf("/?q=CLAIM+deadlock"), ["ClaimError: 0042 could not be claimed"]);
  assert.match(wordsOf(await look(inbox, "/?q=nowhere")), /Nothing has all of these words/);
});

Deno.test("a long list is cut, and goes on where one asks", async () => {
  const inbox = createShownInbox();
  for (let i = 0; i < 205; i++) await send(inbox, createLog(`line ${i}`, i));
  const rowsOfTrace = (await look(inbox, "/?open=150")).match(/<li class="trace-row/g);
  assert.equal(rowsOfTrace?.length, 100, "of a long trace what is near");
  const lookAtRows = async (address: string) =>
    (await look(inbox, address)).split("<main")[0] ?? "";
  const html = await lookAtRows("/?kind=log");
  assert.ok(html.includes(">line 204<") && html.includes(">line 5<") && !html.includes(">line 4<"));
  const [, older = ""] = /class="older" href="([^"]+)"/.exec(html) ?? [];
  assert.match(wordsOf(html), /Show older, 5 more/);
  assert.ok((await lookAtRows(older.replaceAll("&amp;", "&"))).includes(">line 0<"));
});

Deno.test("an error: where, why, what led there, in which state", async () => {
  const inbox = createShownInbox();
  await sendIncident(inbox);
  const html = await look(inbox, `/?open=${findNo(inbox, "event")}`);
  const words = wordsOf(html.slice(html.indexOf('id="detail"')));
  assert.match(words, /ClaimError unhandled 0042 could not be claimed/);
  assert.match(
    words,
    /claim src\/desk\/claim\.ts:42:9 41 const row = await lock\(\); 42 throw new/,
  );
  assert.match(words, /1 frame of libraries and the runtime/);
  assert.match(words, /Caused by PostgresError deadlock detected/);
  assert.match(
    words,
    /:00:00\.010 button claim .* \d+:00:00\.030 query claim_incident .* error Claim/s,
  );
  assert.match(words, /incident number 0042/i);
  assert.ok(html.includes('href="/?q=incident_id%3A0042"'), "a tag leads to what has it too");
  // Its trace, in the order of time.
  assert.match(words, /Trace .*button claim .* ClaimError.* the answer took long/);
});

Deno.test("a transaction: spans nested, failures marked, with their statements", async () => {
  const inbox = createShownInbox();
  await sendIncident(inbox);
  const html = await look(inbox, `/?open=${findNo(inbox, "transaction")}`);
  const spans = [
    ...html.matchAll(
      /<li class="(span[^"]*)">.*?<span class="span-name indent-(\d)">.*?<\/span>/gs,
    ),
  ]
    .map(([, kind, depth]) => [kind, Number(depth)]);
  assert.deepEqual(spans, [["span span-failed", 0], ["span span-failed", 1], ["span", 2], [
    "span",
    1,
  ]]);
  const words = wordsOf(html.slice(html.indexOf('class="waterfall"')));
  assert.match(
    words,
    /db\.update claim_incident internal error error 30 ms/,
    "where the error was",
  );
  assert.match(words, /update incident set claimed = \$1 where id = \$2/);
  assert.match(words, /db\.system postgresql/);
  assert.ok(html.includes('<rect class="bar bar-5" x="200.0" y="0" width="100.0" height="10"'));
});

Deno.test("a profile: flames and the heaviest frames", async () => {
  const inbox = createShownInbox();
  await sendIncident(inbox);
  const html = await look(inbox, `/?open=${findNo(inbox, "profile")}`);
  const flames = [...html.matchAll(/<svg class="flame (\S+)" x="(\S+)" y="(\d+)" width="(\S+)"/g)]
    .map(([, ...parts]) => parts);
  assert.deepEqual(flames, [
    ["flame-own", "0.000%", "0", "100.000%"],
    ["flame-foreign", "0.000%", "20", "50.000%"],
  ]);
  assert.match(wordsOf(html), /handleUpdate src\/handle\.ts:3 20 ms 50 % 40 ms 100 %/);
});

Deno.test("a monitor and a metric are shown as a whole", async () => {
  const inbox = createShownInbox();
  await sendIncident(inbox);
  const monitor = wordsOf(await look(inbox, "/?open=monitor:reminders"));
  assert.match(monitor, /schedule \* \* \* \* \* margin 2 minutes/);
  assert.match(monitor, / error 250 ms .* ok 250 ms /s);
  const metric = wordsOf(await look(inbox, "/?open=metric:query"));
  assert.match(metric, /All 3 10 ms 30 ms 30 ms 30 ms/);
  assert.match(metric, /operation claim_incident 2 10 ms 30 ms 30 ms 30 ms/);
  assert.match(wordsOf(await look(inbox, "/?open=metric:backlog")), /Latest .* All 1 5 /);
});

Deno.test("where none of it is open, a kind is shown as a whole, as far as it is looked for", async () => {
  const inbox = createShownInbox();
  await sendIncident(inbox);
  await send(inbox, createLog("another", 1));
  const wholeOf = async (address: string) =>
    wordsOf((await look(inbox, address)).split("<main")[1] ?? "");
  assert.match(await wholeOf("/?kind=event"), /error ClaimError: 0042 .* 1 1 \d+:00:00/);
  assert.match(await wholeOf("/?kind=transaction"), /button claim bot\.button 1 1 100 ms 100 ms/);
  assert.match(await wholeOf("/?kind=profile"), /Heaviest frames .* handleUpdate .* 20 ms 50 %/);
  assert.match(await wholeOf("/?kind=metric"), /query distribution 3 10 ms 30 ms 30 ms/);
  assert.match(await wholeOf("/?kind=check_in"), /reminders/);
  assert.match(await wholeOf("/?kind=log"), /warn another update 5 .* the answer took long/);
  assert.doesNotMatch(await wholeOf("/?kind=log&q=another"), /the answer took long/);
});

Deno.test("problems are named, with the envelope that had them", async () => {
  const inbox = createShownInbox();
  const [header, type, event] = error;
  await send(inbox, [header, type, { ...Object(event), tags: { "no good": "x" } }]);
  const list = await look(inbox, "/?kind=problem");
  assert.match(wordsOf(list), /event: Sentry drops the tag (&quot;|")no good/);
  const request = wordsOf(await look(inbox, "/?open=request:1"));
  assert.match(request, /Problems event Sentry drops the tag/);
  assert.match(request, /answer 200/);
  assert.match(wordsOf(await look(inbox, "/?open=1")), /1 problem with this envelope/);
});

Deno.test("whatever is in it is text, and no other script may run", async () => {
  const inbox = createShownInbox();
  await sendIncident(inbox);
  const opened = inbox.items.map(({ no }) => `/?open=${no}`);
  const addresses = ["/", "/?kind=metric", "/?open=request:1", "/?open=request:2", ...opened];
  for (const address of addresses) {
    const html = await look(inbox, address);
    assert.ok(!html.includes("<img"), address);
    assert.doesNotMatch(html, /\sstyle="/, "the policy would not let it apply");
  }
  const answer = await inbox.app.request("http://127.0.0.1/?q=%22%3E%3Cimg%3E");
  assert.ok(!(await answer.text()).includes("<img"));
  const policy = answer.headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'; script-src 'self'/);
});

Deno.test("what is open may be gone, and an address may be nonsense", async () => {
  const inbox = createShownInbox();
  await send(inbox, claim);
  for (const open of ["99", "metric:none", "monitor:none", "request:99"]) {
    assert.match(wordsOf(await look(inbox, `/?open=${open}`)), /not here any more/, open);
  }
  const nonsense = await look(inbox, "/?kind=x&open=y&rows=z&q=");
  assert.match(wordsOf(nonsense), /Transactions/);
});

Deno.test("items are there as JSON, one by one and by kind and words", async () => {
  const inbox = createShownInbox();
  await send(inbox, error);
  await send(inbox, createLog("late"));
  const get = (path: string) => inbox.app.request(`http://127.0.0.1${path}`);
  assert.equal((await (await get("/items/1")).json()).tags.incident_id, "0042");
  assert.equal((await get("/items/9")).status, 404);
  const numbersOf = async (path: string) =>
    (await (await get(path)).json()).map(({ no }: { no: number }) => no);
  assert.deepEqual(await numbersOf("/items"), [1, 2]);
  assert.deepEqual(await numbersOf("/items?kind=log"), [2]);
  assert.deepEqual(await numbersOf("/items?q=incident_id:0042"), [1]);
});

Deno.test("it is cleared by its own page and not by a form on another site", async () => {
  const inbox = createShownInbox();
  await send(inbox, error);
  const clear = (type: string) =>
    inbox.app.request("http://127.0.0.1/page/clear", {
      method: "POST",
      headers: { "content-type": type },
      body: "{}",
    });
  assert.equal((await clear("text/plain")).status, 415);
  assert.equal(inbox.items.length, 1);
  assert.equal((await clear("application/json")).status, 200);
  assert.equal(inbox.items.length, 0);
});

Deno.test("the page serves its own files and no others", async () => {
  const inbox = createShownInbox();
  const get = (name: string) => inbox.app.request(`http://127.0.0.1/page/${name}`);
  assert.match(await (await get("inbox.js")).text(), /follow\(\)/);
  assert.match((await get("layout.css")).headers.get("content-type") ?? "", /css/);
  assert.equal((await get("create_page.tsx")).status, 404);
  assert.equal((await get("..%2flive.ts")).status, 404);
});

Deno.test("a page hears of changes at once, and of many not too often", async () => {
  let tell: () => void = () => {};
  const inbox = {
    subscribe(listener: InboxListener) {
      tell = () => listener({ kind: "settings" });
      return () => {};
    },
  };
  const reader = createLiveStream(inbox).getReader();
  const { value } = await reader.read();
  assert.match(new TextDecoder().decode(value), /^event: changed/);
  for (let i = 0; i < 50; i++) tell();
  await reader.read();
  const third = reader.read();
  await reader.cancel();
  assert.equal((await third).done, true, "fifty changes were one event");
});
