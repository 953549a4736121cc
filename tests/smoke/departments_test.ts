import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { startDesk } from "./start_desk.ts";

Deno.test("an OpsManager adds, renames, restricts and clocks departments; others only look", async () => {
  await using desk = await startDesk();
  const { olivia, dana, mia } = desk;
  assert.match(await ask(desk, olivia, "/department add Tyre service"), /Tyre service/);
  assert.match(await ask(desk, olivia, "/department add tyre SERVICE"), /already/);
  assert.match(await ask(desk, olivia, "/department add x"), /2 characters/);
  assert.match(await ask(desk, olivia, `/department add ${"x".repeat(41)}`), /40 characters/);
  assert.match(await ask(desk, olivia, "/department"), /\/department add/);
  assert.match(await ask(desk, olivia, "/department paint it"), /\/department add/);
  assert.match(await ask(desk, dana, "/department add Mine"), /ops manager/);
  assert.match(await ask(desk, mia, "/department remove Safety"), /ops manager/);

  dana.write("/ticket flat tyre, exit 12");
  const card = await desk.cardSays("0001", "flat tyre");
  const labels = () =>
    desk.findCard("0001")?.replyMarkup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
  assert.ok(labels().includes("Tyre service"), "a new department is offered");

  assert.match(
    await ask(desk, olivia, "/department rename Tyre service to Tyres to go"),
    /Tyres to go/,
  );
  await desk.sandbox.until(() => labels().includes("Tyres to go"), {
    what: "an open card offers the new name",
  });
  assert.match(await ask(desk, olivia, "/department rename Nowhere to Else"), /no department/);
  assert.match(await ask(desk, olivia, "/department rename Safety to Dispatch"), /already/);

  assert.match(await ask(desk, olivia, "/department restrict Safety"), /🔒 Safety.*only/s);
  await desk.sandbox.until(() => !labels().some((label) => label.includes("Safety")), {
    what: "it is no longer offered to Dana",
  });
  assert.doesNotMatch(await ask(desk, dana, "/departments"), /Safety/);
  assert.match(await ask(desk, olivia, "/departments"), /🔒 Safety/);
  assert.match(await ask(desk, olivia, "/department restrict Safety"), /everybody/);
  await desk.sandbox.until(() => labels().includes("Safety"));

  assert.match(await ask(desk, olivia, "/department sla Safety 15 90"), /Safety.*15 min.*1 h 30/s);
  assert.match(await ask(desk, olivia, "/department sla Safety"), /\/department sla/);
  assert.match(await ask(desk, olivia, "/department sla Safety 0"), /10,?080/);
  assert.match(await ask(desk, olivia, "/department sla 20"), /20 min/);
  const list = await ask(desk, olivia, "/departments");
  assert.match(list, /Safety.*\n.*15 min/);
  assert.match(list, /Dispatch.*\n.*20 min/);
  assert.match(await ask(desk, olivia, "/department sla Safety off"), /20 min/);
  assert.equal(desk.sandbox.message(desk.group.id, card.id)?.deleted, false);
});

Deno.test("a department goes when nothing of it is open, stays in the history, and its name is free", async () => {
  await using desk = await startDesk();
  const { olivia, dana, mia } = desk;
  dana.write("/ticket brakes squeak on truck 7");
  await desk.cardSays("0001", "brakes");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  const refused = await ask(desk, olivia, "/department remove Maintenance");
  assert.match(refused, /0001/);
  assert.match(refused, /Change department/);

  await mia.press("0001", "Claim");
  await mia.press("0001", "Resolve");
  const prompt = await desk.sandbox.until(() => desk.sandbox.forceReplyFor(desk.group.id, mia.id));
  mia.write("New pads", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved");
  const removed = await ask(desk, olivia, "/department remove maintenance");
  assert.match(removed, /Maintenance/);
  assert.match(removed, /driver/);
  assert.doesNotMatch(await ask(desk, olivia, "/departments"), /Maintenance/);
  assert.match(await ask(desk, olivia, "/incident 0001"), /gave it to Maintenance/);
  assert.match(await ask(desk, olivia, "/member @mia Maintenance"), /no department/);

  await dana.press("0001", "Reopen");
  await desk.cardSays("0001", "Waiting for Maintenance", "ops managers were asked");
  await olivia.press("0001", "Change department");
  await desk.cardSays("0001", "choosing");
  await olivia.press("0001", "Dispatch");
  await desk.cardSays("0001", "Waiting for Dispatch");

  dana.write("/ticket light broken on truck 8");
  const card = await desk.cardSays("0002", "light broken");
  const labels = card.replyMarkup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
  assert.ok(!labels.includes("Maintenance"), labels.join());
  await ask(desk, olivia, "/department add Maintenance");
  await desk.sandbox.until(() =>
    desk.findCard("0002")?.replyMarkup?.inline_keyboard.flat().some(({ text }) =>
      text === "Maintenance"
    )
  );
  await dana.press("0002", "Maintenance");
  await desk.cardSays("0002", "Waiting for Maintenance");
  assert.ok((await mia.press("0002", "Claim")).alert, "Mia belonged to the other one");

  for (const name of ["Dispatch", "Safety", "Accounting"]) {
    await ask(desk, olivia, `/department remove ${name}`);
  }
  assert.match(await ask(desk, olivia, "/department remove Maintenance"), /0002/);
});

Deno.test("there are as many departments as a card can offer, and one at least", async () => {
  await using desk = await startDesk();
  const { olivia } = desk;
  for (let number = 5; number <= 20; number++) {
    assert.match(await ask(desk, olivia, `/department add Team ${number}`), /is there now/);
  }
  assert.match(await ask(desk, olivia, "/department add Team 21"), /There are 20 departments/);
  assert.match(await ask(desk, olivia, "/department sla Team 7 25"), /Team 7: claimed within 25/);
  const names = ["Dispatch", "Maintenance", "Safety", "Accounting"];
  for (let number = 5; number < 20; number++) names.push(`Team ${number}`);
  for (const name of names) {
    assert.match(await ask(desk, olivia, `/department remove ${name}`), /is gone/);
  }
  assert.match(await ask(desk, olivia, "/department remove Team 20"), /only department/);
});
