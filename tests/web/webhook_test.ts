import assert from "node:assert/strict";
import type { WebhookAnswer, WebhookOptions } from "../../src/web/webhook.ts";
import { serve } from "../../src/web/serve.ts";
import { createStage } from "./web_stage.ts";

const secret = "a-secret-of-thirty-two-characters";
const bodyLimit = 1_048_576;

function create(options: Partial<WebhookOptions> = {}) {
  const received: unknown[] = [];
  const refusals: unknown[] = [];
  const { app, log } = createStage({
    webhook: {
      secret,
      receive: (body): Promise<WebhookAnswer> => {
        received.push(body);
        return Promise.resolve({ type: "done" });
      },
      metrics: { count: (name, _, attributes) => refusals.push([name, attributes?.["reason"]]) },
      ...options,
    },
  });
  const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
    app.request("/webhook", {
      method: "POST",
      body,
      headers: { "x-telegram-bot-api-secret-token": secret, ...headers },
    });
  return { app, log, received, refusals, post };
}

Deno.test("an update with the right secret is received and answered with an empty 200", async () => {
  const { post, received } = create();
  const answer = await post('{"update_id":7}');
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), "");
  assert.deepEqual(received, [{ update_id: 7 }]);
});

Deno.test("a wrong secret, one that is cut short and none at all are refused", async () => {
  const { post, app, received, refusals } = create();
  for (const wrong of ["", "x", secret.slice(1), `${secret}x`, secret.toUpperCase()]) {
    const answer = await post("{}", { "x-telegram-bot-api-secret-token": wrong });
    assert.equal(answer.status, 401, wrong);
  }
  assert.equal((await app.request("/webhook", { method: "POST", body: "{}" })).status, 401);
  assert.deepEqual(received, []);
  assert.deepEqual(refusals[0], ["webhook.refused", "wrong_secret"]);
});

Deno.test("every other method is refused", async () => {
  const { app, received } = create();
  for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const answer = await app.request("/webhook", {
      method,
      headers: { "x-telegram-bot-api-secret-token": secret },
    });
    assert.equal(answer.status, 405, method);
    assert.equal(answer.headers.get("allow"), "POST");
  }
  assert.deepEqual(received, []);
});

Deno.test("what is no JSON is refused without a stack", async () => {
  const { post, received, log } = create();
  const bodies = ["", "no", '{"update_id":', new Uint8Array([0x7b, 0xff, 0xfe]), null];
  for (const body of bodies) {
    const answer = await post(body);
    assert.equal(answer.status, 400, String(body));
    assert.deepEqual(await answer.json(), { error: "no_update" });
  }
  assert.deepEqual(received, []);
  assert.deepEqual(log.lines, []);
});

Deno.test("a body of 1 MB is read, one byte more is not", async () => {
  const { post, received } = create();
  const fill = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;
  assert.equal((await post(fill(bodyLimit))).status, 200);
  assert.equal((await post(fill(bodyLimit + 1))).status, 413);
  const announced = { "content-length": String(bodyLimit + 1) };
  assert.equal((await post("{}", announced)).status, 413, "what is announced counts too");
  assert.equal(received.length, 1);
});

Deno.test("junk without an end is left after 1 MB", async () => {
  const { post, received } = create();
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  assert.equal((await post(endless)).status, 413);
  assert.ok(pulled < 24, `${pulled} pieces were read`);
  assert.deepEqual(received, []);
});

Deno.test("a body that does not come is waited for only so long", async () => {
  const { post, received, refusals } = create({ bodyMs: 30 });
  let cancelled = false;
  const slow = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"update_id":')),
    cancel() {
      cancelled = true;
    },
  });
  assert.equal((await post(slow)).status, 408);
  assert.ok(cancelled);
  assert.deepEqual(received, []);
  assert.deepEqual(refusals, [["webhook.refused", "too_slow"]]);
});

Deno.test("what is to come again says when, and what is no update does not", async () => {
  const later = create({ receive: () => Promise.resolve({ type: "again", seconds: 3 }) });
  const again = await later.post('{"update_id":7}');
  assert.equal(again.status, 503);
  assert.equal(again.headers.get("retry-after"), "3");
  const { post } = create({ receive: () => Promise.resolve({ type: "no_update" }) });
  assert.equal((await post("[]")).status, 400);
});

Deno.test("what breaks is logged and answered without its stack, so that it comes again", async () => {
  const { post, log } = create({ receive: () => Promise.reject(new Error("a bug")) });
  const answer = await post('{"update_id":7}');
  assert.equal(answer.status, 500);
  assert.ok(!(await answer.text()).includes("a bug"));
  assert.equal(log.lines[0]?.level, "error");
});

Deno.test("where updates are fetched there is no webhook", async () => {
  const { app } = createStage();
  assert.equal((await app.request("/webhook", { method: "POST", body: "{}" })).status, 404);
});

/** Writes raw bytes to the server and reads the head of its answer, then hangs up. */
async function talk(port: number, ...parts: readonly string[]): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const write = async () => {
    for (const part of parts) {
      const bytes = new TextEncoder().encode(part);
      for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
    }
  };
  // The server need not listen to the end before it answers.
  const written = write().catch(() => {});
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(4096);
  let answer = "";
  while (!answer.includes("\r\n\r\n")) {
    const count = await connection.read(buffer);
    if (count === null) break;
    answer += decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  await written;
  return answer;
}

Deno.test("over the wire: chunked junk and a stalled body end by themselves", async () => {
  const { app, received } = create({ bodyMs: 250 });
  const server = serve(app, 0);
  const head = `POST /webhook HTTP/1.1\r\nhost: desk\r\n` +
    `x-telegram-bot-api-secret-token: ${secret}\r\n`;
  const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
  const junk = await talk(
    server.port,
    `${head}transfer-encoding: chunked\r\n\r\n`,
    ...Array.from({ length: 17 }, () => chunk),
  );
  assert.match(junk, /^HTTP\/1\.1 413 /);
  const stalled = await talk(server.port, `${head}content-length: 100\r\n\r\n{"update_id":`);
  assert.match(stalled, /^HTTP\/1\.1 408 /);
  const good = await talk(server.port, `${head}content-length: 15\r\n\r\n{"update_id":7}`);
  assert.match(good, /^HTTP\/1\.1 200 /);
  assert.deepEqual(received, [{ update_id: 7 }]);
  await server.stop();
});

Deno.test("over the wire: many strangers and stalled bodies at once hold up no update", async () => {
  const { app, received, refusals } = create({ bodyMs: 600_000 });
  const server = serve(app, 0);
  const head = (token: string) =>
    `POST /webhook HTTP/1.1\r\nhost: desk\r\nx-telegram-bot-api-secret-token: ${token}\r\n`;
  const ask = (count: number, ...parts: readonly string[]) =>
    Promise.all(Array.from({ length: count }, () => talk(server.port, ...parts)));
  const stalled = await Promise.all(
    Array.from({ length: 50 }, () => Deno.connect({ hostname: "127.0.0.1", port: server.port })),
  );
  const beginning = `${head(secret)}content-length: 100\r\n\r\n{"update_id":`;
  await Promise.all(stalled.map((one) => one.write(new TextEncoder().encode(beginning))));
  const body = "x".repeat(65_536);
  const [good, ...strangers] = await Promise.all([
    ask(20, `${head(secret)}content-length: 15\r\n\r\n{"update_id":7}`),
    ask(50, `${head("guess")}content-length: ${body.length}\r\n\r\n`, body),
    // Who promises a body and never sends it is answered all the same.
    ask(25, `${head("guess")}content-length: 1000000\r\n\r\n`),
    ask(25, "GET /webhook HTTP/1.1\r\nhost: desk\r\n\r\n"),
  ]);
  for (const answer of good) assert.match(answer, /^HTTP\/1\.1 200 /);
  for (const answer of strangers.flat()) assert.match(answer, /^HTTP\/1\.1 40[15] /);
  assert.deepEqual([received.length, refusals.length], [20, 100]);
  for (const one of stalled) one.close();
  await server.stop();
});
