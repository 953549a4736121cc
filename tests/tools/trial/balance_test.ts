/** The balancer of the trial, before three replicas that only note what they get. */
import assert from "node:assert/strict";
import { createRandom } from "../../../tools/trial/random.ts";
import { createBalancer } from "../../../tools/trial/world/balance.ts";
import { createClock } from "../../../tools/trial/world/clock.ts";

function startReplica(taken: string[]) {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    taken.push(`${await request.text()} ${request.headers.get("x-telegram-bot-api-secret-token")}`);
    return new Response(null);
  });
}

Deno.test("no update is lost, whatever trouble it makes; and it makes each kind", async () => {
  const taken: string[] = [];
  const replicas = [startReplica(taken), startReplica(taken), startReplica(taken)];
  const ports = replicas.map(({ addr }) => addr.port);
  const clock = createClock(10_000);
  await using balancer = createBalancer({ ports: () => ports, random: createRandom(3), clock });
  const send = async (text: string) => {
    const headers = { "x-telegram-bot-api-secret-token": "secret" };
    const answer = await fetch(balancer.url, { method: "POST", body: text, headers });
    await answer.body?.cancel();
    return answer.ok;
  };
  assert.ok(await send("calm"));
  assert.deepEqual(taken, ["calm secret"]);

  balancer.troubled = true;
  let unconfirmed = 0;
  for (let number = 0; number < 300; number++) {
    while (!(await send(`update ${number}.`))) unconfirmed++;
  }
  while (balancer.waiting() > 0) await send("later");
  const { counts } = balancer;
  // Some of those that waited here were not confirmed either.
  assert.ok(counts.unconfirmed >= unconfirmed && unconfirmed > 0);
  assert.ok(counts.doubled > 0 && counts.overtaken > 0, JSON.stringify(counts));
  for (let number = 0; number < 300; number++) {
    assert.ok(taken.includes(`update ${number}. secret`), `update ${number}`);
  }
  for (const replica of replicas) await replica.shutdown();
});

Deno.test("where no replica is there, Telegram is to send it again", async () => {
  await using balancer = createBalancer({
    ports: () => [],
    random: createRandom(3),
    clock: createClock(1),
  });
  const answer = await fetch(balancer.url, { method: "POST", body: "x" });
  await answer.body?.cancel();
  assert.equal(answer.status, 502);
});
