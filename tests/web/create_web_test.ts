import assert from "node:assert/strict";
import { createStage, ready } from "./web_stage.ts";

const token = "a-bearer-token-for-tests";

function post(path: string, bearer: string | null) {
  const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  return new Request(`http://desk${path}`, { method: "POST", headers });
}

Deno.test("health says that the process lives, readiness each part of what it needs", async () => {
  const { app } = createStage();
  assert.deepEqual(await (await app.request("/healthz")).json(), { status: "ok" });
  const answer = await app.request("/readyz");
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), ready);

  const amiss = { ...ready, status: "unavailable", database: "does not answer" } as const;
  const cut = createStage({ checkReadiness: () => Promise.resolve(amiss) }).app;
  assert.equal((await cut.request("/healthz")).status, 200);
  const refused = await cut.request("/readyz");
  assert.equal(refused.status, 503);
  assert.deepEqual(await refused.json(), amiss);
});

Deno.test("the tick wants its token", async () => {
  const { app } = createStage({ tickToken: token });
  assert.equal((await app.fetch(post("/tick", null))).status, 401);
  assert.equal((await app.fetch(post("/tick", `${token}x`))).status, 401);
  const answer = await app.fetch(post("/tick", token));
  assert.deepEqual(await answer.json(), { ran: 3 });
});

Deno.test("a token may be any text that a header can carry", async () => {
  const odd = 'my pass: "{word}" & more';
  const { app } = createStage({ tickToken: odd });
  assert.equal((await app.fetch(post("/tick", odd))).status, 200);
  assert.equal((await app.fetch(post("/tick", "my"))).status, 401);
});

Deno.test("without a token neither tick nor clock nor metrics is there", async () => {
  const { app, skipped } = createStage();
  assert.equal((await app.fetch(post("/tick", token))).status, 404);
  assert.equal((await app.fetch(post("/clock?skip_seconds=60", token))).status, 404);
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await app.request("/metrics", { headers })).status, 404);
  assert.deepEqual(skipped, []);
});

Deno.test("the metrics want their token", async () => {
  const render = () => Promise.resolve({ text: "up 1\n", contentType: "text/plain" });
  const { app } = createStage({ metrics: { token, render } });
  assert.equal((await app.request("/metrics")).status, 401);
  const answer = await app.request("/metrics", { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.headers.get("content-type"), "text/plain");
  assert.equal(await answer.text(), "up 1\n");
});

Deno.test("the clock moves by whole seconds of a day at most, in a sandbox alone", async () => {
  const { app, skipped } = createStage({ tickToken: token });
  assert.equal((await app.fetch(post("/clock?skip_seconds=600", null))).status, 401);
  for (const seconds of ["", "0", "-5", "1.5", "86401", "soon"]) {
    const answer = await app.fetch(post(`/clock?skip_seconds=${seconds}`, token));
    assert.equal(answer.status, 400, seconds);
  }
  assert.equal((await app.fetch(post("/clock?skip_seconds=600", token))).status, 200);
  assert.deepEqual(skipped, [600]);
  const elsewhere = createStage({ tickToken: token, skip: null }).app;
  assert.equal((await elsewhere.fetch(post("/clock?skip_seconds=600", token))).status, 404);
});

Deno.test("what fails is logged, and answered without its stack", async () => {
  const { app, log } = createStage({
    tickToken: token,
    tick: () => Promise.reject(new Error("the clock broke")),
  });
  const answer = await app.fetch(post("/tick", token));
  assert.equal(answer.status, 500);
  assert.deepEqual(await answer.json(), { error: "failed" });
  assert.deepEqual(log.lines.map(({ level, fields }) => [level, fields["path"]]), [
    ["error", "/tick"],
  ]);
});
