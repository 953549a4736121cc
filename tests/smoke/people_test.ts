import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { startDesk } from "./start_desk.ts";

Deno.test("who leaves a department lets go of its incidents, and the timeline says so", async () => {
  await using desk = await startDesk();
  const { olivia, dana, mia, sandbox } = desk;
  dana.write("/ticket brakes squeak on truck 7");
  await desk.cardSays("0001", "brakes");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");

  assert.match(await ask(desk, mia, "/unmember @mia Maintenance"), /ops manager/);
  assert.match(await ask(desk, olivia, "/unmember"), /\/unmember @name/);
  assert.match(await ask(desk, olivia, "/unmember @mia Nowhere"), /no department/);
  assert.match(await ask(desk, olivia, "/unmember @mia Safety"), /does not belong to Safety/);
  assert.match(await ask(desk, olivia, "/unmember @nobody Safety"), /not seen @nobody/);

  const left = await ask(desk, olivia, "/unmember @mia maintenance");
  assert.match(left, /Mia no longer belongs to Maintenance/);
  assert.match(left, /is a driver now/);
  assert.match(left, /0001/);
  const card = await desk.cardSays("0001", "Waiting for Maintenance");
  assert.ok(!card.text?.includes("On it"));
  assert.match(await ask(desk, olivia, "/incident 0001"), /Mia left, after/);
  assert.ok((await mia.press("0001", "Claim")).alert, "she no longer may");

  const hello = mia.write("I am back");
  await sandbox.quiet();
  assert.match(await ask(desk, olivia, "/member Safety", { replyTo: hello }), /Safety/);
  assert.match(await ask(desk, olivia, "/member Dispatch", { replyTo: hello }), /Dispatch/);
  const still = await ask(desk, olivia, "/unmember Safety", { replyTo: hello });
  assert.doesNotMatch(still, /driver/, "she still belongs to Dispatch");
  assert.match(await ask(desk, olivia, "/unmember", { replyTo: hello }), /no department any more/);
  assert.match(await ask(desk, olivia, "/unmember @mia"), /is a driver/);
});

Deno.test("roles change by name or reply, but the last OpsManager stays one", async () => {
  await using desk = await startDesk();
  const { olivia, dana, mia, sam, sandbox } = desk;
  assert.match(await ask(desk, dana, "/role @dana manager"), /ops manager/);
  assert.match(await ask(desk, olivia, "/role @mia"), /\/role @name/);
  assert.match(await ask(desk, olivia, "/role @mia king"), /\/role @name/);
  assert.match(await ask(desk, olivia, "/role @mia dispatcher"), /already/);
  const hello = dana.write("hello");
  await sandbox.quiet();
  assert.match(await ask(desk, olivia, "/role dispatcher", { replyTo: hello }), /belongs to none/);
  for (const command of ["/role @olivia driver", "/role @olivia dispatcher", "/unmember @olivia"]) {
    assert.match(await ask(desk, olivia, command), /only ops manager/, command);
  }

  assert.match(await ask(desk, olivia, "/role @mia manager"), /Mia is an ops manager now/);
  dana.write("/ticket papers lost");
  await desk.cardSays("0001", "papers");
  await dana.press("0001", "Accounting");
  await desk.cardSays("0001", "Waiting for Accounting");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  const demoted = await ask(desk, olivia, "/role @mia dispatcher");
  assert.match(demoted, /Mia is a dispatcher now/);
  assert.match(demoted, /0001/, "as a dispatcher of Maintenance she cannot hold it");
  await desk.cardSays("0001", "Waiting for Accounting");

  await ask(desk, olivia, "/role @sam manager");
  assert.match(await ask(desk, olivia, "/role @olivia driver"), /Olivia.* is a driver now/);
  assert.match(await ask(desk, olivia, "/role @mia manager"), /ops manager can/);
  assert.match(await ask(desk, sam, "/unmember @sam"), /only ops manager/);
});

Deno.test("members are listed by department with their roles, long lists in parts", async () => {
  await using desk = await startDesk();
  const { olivia, dana, sandbox, group, bot } = desk;
  await ask(desk, olivia, "/department restrict Maintenance");
  assert.doesNotMatch(await ask(desk, dana, "/members"), /Maintenance|Mia/);
  const all = await ask(desk, olivia, "/members");
  assert.match(all, /🔒 Maintenance\n.*Olivia Brandt, ops manager\nMia/);
  assert.match(all, /Safety\n.*Olivia/);
  assert.match(all, /driver/);

  for (let number = 1; number <= 40; number++) {
    const person = desk.hire(`Friendly-Long-Name-Of-Person-${"x".repeat(20)}-${number}`);
    const hello = person.write("hello");
    olivia.write("/member Safety", { replyTo: hello });
    olivia.write("/member Accounting", { replyTo: hello });
  }
  await desk.program.settle();
  await sandbox.quiet();
  const before = sandbox.messages(group.id).length;
  olivia.write("/members");
  await sandbox.until(
    () =>
      sandbox.messages(group.id).slice(before).filter(({ fromId }) => fromId === bot.personId)
        .length >= 2,
    { what: "the list comes in two messages" },
  );
});

Deno.test("who asks to join is decided by the first OpsManager who presses", async () => {
  await using desk = await startDesk();
  const { olivia, dana, omar, mia, sam, sandbox, bot } = desk;
  assert.match(await ask(desk, dana, "/join"), /\/join Maintenance/);
  await ask(desk, olivia, "/department restrict Accounting");
  const unknown = await ask(desk, dana, "/join Nowhere");
  assert.match(unknown, /no department/);
  assert.doesNotMatch(unknown, /Accounting/, "she need not know of it");
  assert.match(await ask(desk, mia, "/join Maintenance"), /already/);
  await ask(desk, olivia, "/role @sam manager");
  assert.match(await ask(desk, sam, "/join Safety"), /Safety/, "a manager joins at once");

  sam.client.startBot(bot);
  await desk.botSays("Roadcall", sam.id);
  assert.match(await ask(desk, dana, "/join Maintenance"), /asked the ops managers/);
  assert.match(await ask(desk, dana, "/join Maintenance"), /asked for Maintenance already/);
  const inGroup = await desk.botSays("would like to join");
  assert.ok(
    inGroup.text?.includes("@olivia"),
    "who has not started the bot is called in the group",
  );
  assert.ok(!inGroup.text?.includes("@sam"));
  const inPrivate = await desk.botSays("would like to join", sam.id);
  assert.ok((await dana.pressUnder(inGroup.id, "Approve")).alert, "Dana is no manager");
  assert.ok((await mia.pressUnder(inGroup.id, "Approve")).alert, "nor is Mia");

  await sam.client.press(sam.id, inPrivate.id, "✅ Approve");
  await desk.botSays("Approved by Sam", sam.id);
  assert.match((await desk.botSays("you belong to Maintenance")).text ?? "", /@dana/);
  const late = await olivia.pressUnder(inGroup.id, "Decline");
  assert.match(late.alert ? late.text ?? "" : "", /decided already/);
  await sandbox.until(() =>
    sandbox.message(desk.group.id, inGroup.id)?.text?.includes("Approved by Sam")
  );
  assert.match(await ask(desk, olivia, "/members"), /Maintenance\n.*\n?.*Dana/s);

  omar.write("/join Safety");
  const second = await desk.botSays("Omar would like to join Safety");
  await olivia.pressUnder(second.id, "Decline");
  await desk.botSays("declined: you do not belong to Safety");
  assert.match(await ask(desk, omar, "/join Safety"), /asked the ops managers/, "once more");
});

Deno.test("who asks to join in private is decided in the group, and told in private", async () => {
  await using desk = await startDesk();
  const { olivia, dana, sandbox, bot } = desk;
  dana.write("hello");
  await sandbox.quiet();
  dana.client.startBot(bot);
  await desk.botSays("Roadcall", dana.id);
  dana.client.write(dana.id, "/join Safety");
  await desk.botSays("asked the ops managers", dana.id);
  const request = await desk.botSays("would like to join");
  assert.ok(request.text?.includes("@olivia"), "she has not started the bot");
  await olivia.pressUnder(request.id, "Approve");
  await desk.botSays("you belong to Safety", dana.id);
});
