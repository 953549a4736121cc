import assert from "node:assert/strict";
import { createReadiness, type ReadinessOptions } from "../../src/web/readiness.ts";

function create(options: Partial<ReadinessOptions> = {}) {
  return createReadiness({
    readSchemaState: () => Promise.resolve({ version: 7, servesFrom: 6, takesWrites: true }),
    ownVersion: 7,
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

Deno.test("an older schema is amiss, a newer one is worked with for as long as it serves", async () => {
  const older = await create({
    readSchemaState: () => Promise.resolve({ version: 6, servesFrom: 6, takesWrites: true }),
  })();
  assert.deepEqual([older.status, older.schema], [
    "unavailable",
    "at version 6, and this program needs 7",
  ]);
  const newer = await create({
    readSchemaState: () => Promise.resolve({ version: 8, servesFrom: 7, takesWrites: true }),
  })();
  assert.deepEqual([newer.status, newer.schema], ["ok", "at version 8, newer than this program"]);
  const beyond = await create({
    readSchemaState: () => Promise.resolve({ version: 9, servesFrom: 8, takesWrites: true }),
  })();
  assert.deepEqual([beyond.status, beyond.schema], [
    "unavailable",
    "at version 9, which serves programs from 8 on",
  ]);
});

Deno.test("a database that takes no writes is as good as none", async () => {
  const { status, database } = await create({
    readSchemaState: () => Promise.resolve({ version: 7, servesFrom: 7, takesWrites: false }),
  })();
  assert.deepEqual([status, database], ["unavailable", "takes no writes"]);
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
    readSchemaState: () =>
      cut
        ? Promise.reject(new Error("cut"))
        : Promise.resolve({ version: 7, servesFrom: 7, takesWrites: true }),
  });
  const { status, database, schema } = await check();
  assert.deepEqual([status, database, schema], ["unavailable", "does not answer", "unknown"]);
  cut = false;
  assert.equal((await check()).status, "ok");
});

Deno.test("a database that hangs is waited for only so long, and asked once", async () => {
  const answer = Promise.withResolvers<
    { version: number; servesFrom: number; takesWrites: boolean }
  >();
  let asked = 0;
  const check = create({
    withinMs: 10,
    readSchemaState: () => {
      asked++;
      return answer.promise;
    },
  });
  const all = await Promise.all([check(), check(), check()]);
  assert.deepEqual(all.map(({ database }) => database), Array(3).fill("does not answer"));
  assert.equal((await check()).database, "does not answer");
  assert.equal(asked, 1);
  answer.resolve({ version: 7, servesFrom: 7, takesWrites: true });
  assert.equal((await check()).status, "ok");
});
