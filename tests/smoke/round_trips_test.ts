/** What an incident's life asks of the database and of Telegram: counted, not timed. */
import assert from "node:assert/strict";
import { type Asked, life } from "../../bench/trips/life.ts";
import { type CountingProxy, startCountingProxy } from "../postgres/counting_proxy.ts";
import { server, testWith } from "../requirement.ts";
import { createBalancer } from "./balancer.ts";
import { type Desk, startDesk } from "./start_desk.ts";

type Step = readonly [name: string, act: () => Promise<unknown>];

/** A whole life, as the people of Acme Logistics live it. */
function listLife({ dana, mia, sandbox, group, botNoLongerSays }: Desk, number: string): Step[] {
  const summarise = async () => {
    const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
    mia.write("tire replaced", { replyTo: prompt.id });
    await botNoLongerSays("how it was resolved");
  };
  return [
    ["report", () => Promise.resolve(dana.write("/ticket flat tire, I-95 exit 12"))],
    ["department", () => dana.press(number, "Maintenance")],
    ["claim", () => mia.press(number, "Claim")],
    ["resolve", () => mia.press(number, "Resolve")],
    ["summary", summarise],
  ];
}

/** Every other press under a card, from one life to its second end. */
function listOtherPresses({ dana, mia, olivia }: Desk, number: string): Step[] {
  return [
    ["reopen", () => dana.press(number, "Reopen")],
    ["claim again", () => mia.press(number, "Claim")],
    ["join", () => olivia.press(number, "on it too")],
    ["release", () => olivia.press(number, "Release")],
    ["open the choice", () => mia.press(number, "Change department")],
    ["close the choice", () => mia.press(number, "Back")],
    ["open it again", () => mia.press(number, "Change department")],
    ["transfer", () => mia.press(number, "Safety")],
    ["claim for Safety", () => olivia.press(number, "Claim")],
    ["resolve again", () => olivia.press(number, "Resolve")],
    ["not yet", () => olivia.press(number, "Not yet")],
    ["refused", () => dana.press(number, "Resolve")],
  ];
}

/** Carries a step out, and waits until nothing follows from it any more. */
async function take({ program, sandbox }: Desk, act: () => Promise<unknown>): Promise<void> {
  await act();
  await sandbox.quiet();
  await program.settle();
}

/** Telegram takes answers to presses apart from the rest, so they stand first. */
function listCalls({ sandbox }: Desk): readonly string[] {
  const methods = sandbox.calls.map(({ method }) => method).filter((one) => one !== "getUpdates");
  const isAnswer = (method: string) => method === "answerCallbackQuery";
  return [...methods.filter(isAnswer), ...methods.filter((method) => !isAnswer(method))];
}

Deno.test("a whole life calls Telegram fifteen times", async () => {
  await using desk = await startDesk();
  await desk.program.settle();
  const calls: Record<string, readonly string[]> = {};
  for (const [name, act] of listLife(desk, "0001")) {
    desk.sandbox.clearCalls();
    await take(desk, act);
    calls[name] = listCalls(desk);
  }
  assert.deepEqual(calls, mapValues((asked) => asked.calls));
});

function mapValues<T>(pick: (asked: Asked) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(life).map(([name, asked]) => [name, pick(asked)]));
}

/** The transaction that applied the update, and those that delivered what followed. */
function sortTransactions({ transactions }: CountingProxy) {
  const has = (name: string) => (trips: readonly (readonly string[])[]) =>
    trips.some((asked) => asked.includes(name));
  return {
    own: transactions.filter(has("mark_processed")),
    // How often the worker looks for what is due goes by the clock.
    deliveries: transactions.filter((trips) =>
      !has("mark_processed")(trips) && !has("claim_due_deliveries")(trips)
    ),
  };
}

testWith(server, "what waits for the database in a whole life, trip by trip", async () => {
  let proxy: CountingProxy | null = null;
  await using balancer = createBalancer();
  await using desk = await startDesk({
    balancer,
    // So that nothing has to be prepared once more on another connection.
    poolSize: 1,
    reachDatabase: (url) => (proxy ??= startCountingProxy(url)).url,
  });
  const counting = getStarted(proxy);
  // The first time each statement is prepared, which takes a trip of its own.
  for (const [, act] of [...listLife(desk, "0001"), ...listOtherPresses(desk, "0001")]) {
    await take(desk, act);
  }

  const counts: Record<string, { readonly before: number; readonly after: number }> = {};
  for (const [name, act] of listLife(desk, "0002")) {
    counting.count();
    await take(desk, act);
    const { own, deliveries } = sortTransactions(counting);
    assert.equal(own.length, 1, Deno.inspect(counting.transactions, { depth: 4 }));
    counts[name] = { before: own.flat().length, after: deliveries.flat().length };
    counting.pass();
  }
  assert.deepEqual(counts, mapValues(({ before, after }) => ({ before, after })));

  for (const [name, press] of listOtherPresses(desk, "0002")) {
    counting.count();
    await press();
    const atAnswer = counting.transactions;
    counting.pass();
    assert.deepEqual(
      atAnswer.map((trips) => trips.length),
      [4],
      `${name}: ${Deno.inspect(atAnswer, { depth: 4 })}`,
    );
    await desk.program.settle();
  }
  counting.close();
});

function getStarted(proxy: CountingProxy | null): CountingProxy {
  if (proxy === null) throw new Error("the program has not connected by way of the proxy");
  return proxy;
}
