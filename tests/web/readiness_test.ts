import assert from "node:assert/strict";
import { createReadiness, type ReadinessOptions } from "../../src/web/readiness.ts";

function create(options: Partial<ReadinessOptions> = {}) {
  return createReadiness({
    readSchemaVersion: () => Promise.resolve(7),
    wantedVersion: 7,
    describeUpdates: () => ({ ok: true, says: "poller active" }),
    ...options,
  });
}

Deno.test("all is well", async () => {
  assert.deepEqual(await create()(), {
    status: "ok",
    database: "ok",
    schema: "current",
    updates: "poller active",
  });
});

Deno.test("an older schema is amiss, a newer one is worked with", async () => {
  const older = await create({ readSchemaVersion: () => Promise.resolve(6) })();
  assert.deepEqual([older.status, older.schema], [
    "unavailable",
    "at version 6, and this program needs 7",
  ]);
  const newer = await create({ readSchemaVersion: () => Promise.resolve(8) })();
  assert.deepEqual([newer.status, newer.schema], ["ok", "at version 8, newer than this program"]);
});

Deno.test("without updates it is not ready, whatever the database says", async () => {
  const says = "webhook not registered";
  const check = create({ describeUpdates: () => ({ ok: false, says }) });
  const { status, updates, database } = await check();
  assert.deepEqual([status, updates, database], ["unavailable", says, "ok"]);
});

Deno.test("a database that refuses is told, and asked anew the next time", async () => {
  let cut = true;
  const check = create({
    readSchemaVersion: () => cut ? Promise.reject(new Error("cut")) : Promise.resolve(7),
  });
  const { status, database, schema } = await check();
  assert.deepEqual([status, database, schema], ["unavailable", "does not answer", "unknown"]);
  cut = false;
  assert.equal((await check()).status, "ok");
});

Deno.test("a database that hangs is waited for only so long, and asked once", async () => {
  const answer = Promise.withResolvers<number>();
  let asked = 0;
  const check = create({
    withinMs: 10,
    readSchemaVersion: () => {
      asked++;
      return answer.promise;
    },
  });
  const all = await Promise.all([check(), check(), check()]);
  assert.deepEqual(all.map(({ database }) => database), Array(3).fill("does not answer"));
  assert.equal((await check()).database, "does not answer");
  assert.equal(asked, 1);
  answer.resolve(7);
  assert.equal((await check()).status, "ok");
});
