import assert from "node:assert/strict";
import { createWeb } from "../../src/web/create_web.ts";

const token = "a-bearer-token-for-tests";

function create(change: Partial<Parameters<typeof createWeb>[0]> = {}) {
  const skipped: number[] = [];
  const app = createWeb({
    checkDatabase: () => Promise.resolve(),
    tick: () => Promise.resolve({ ran: 3 }),
    tickToken: token,
    skip: (seconds) => {
      skipped.push(seconds);
      return Promise.resolve();
    },
    ...change,
  });
  return { app, skipped };
}

function post(path: string, bearer: string | null) {
  const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  return new Request(`http://desk${path}`, { method: "POST", headers });
}

Deno.test("health says that the process lives, readiness that the database answers", async () => {
  const { app } = create();
  assert.equal((await app.request("/healthz")).status, 200);
  assert.equal((await app.request("/readyz")).status, 200);
  const cut = create({ checkDatabase: () => Promise.reject(new Error("cut")) }).app;
  assert.equal((await cut.request("/healthz")).status, 200);
  assert.equal((await cut.request("/readyz")).status, 503);
});

Deno.test("the tick wants its token", async () => {
  const { app } = create();
  assert.equal((await app.fetch(post("/tick", null))).status, 401);
  assert.equal((await app.fetch(post("/tick", `${token}x`))).status, 401);
  const answer = await app.fetch(post("/tick", token));
  assert.deepEqual(await answer.json(), { ran: 3 });
});

Deno.test("without a token neither tick nor clock is there", async () => {
  const { app, skipped } = create({ tickToken: null });
  assert.equal((await app.fetch(post("/tick", token))).status, 404);
  assert.equal((await app.fetch(post("/clock?skip_seconds=60", token))).status, 404);
  assert.deepEqual(skipped, []);
});

Deno.test("the clock moves by whole seconds of a day at most, in a sandbox alone", async () => {
  const { app, skipped } = create();
  assert.equal((await app.fetch(post("/clock?skip_seconds=600", null))).status, 401);
  for (const seconds of ["", "0", "-5", "1.5", "86401", "soon"]) {
    const answer = await app.fetch(post(`/clock?skip_seconds=${seconds}`, token));
    assert.equal(answer.status, 400, seconds);
  }
  assert.equal((await app.fetch(post("/clock?skip_seconds=600", token))).status, 200);
  assert.deepEqual(skipped, [600]);
  const elsewhere = create({ skip: null }).app;
  assert.equal((await elsewhere.fetch(post("/clock?skip_seconds=600", token))).status, 404);
});
