import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

/** Reports something for Maintenance, and gives the people whom the ping mentions, in the end. */
async function callMaintenance(desk: Desk, number: string): Promise<string[]> {
  const { dana, sandbox } = desk;
  dana.write(`/ticket flat tire, truck ${number}`);
  await desk.cardSays(number, "flat tire");
  await dana.press(number, "Maintenance");
  const ping = await desk.botSays(`${number} needs Maintenance`);
  return ping.entities.flatMap((entity) => {
    if (entity.type === "text_mention") return [entity.user.first_name];
    if (entity.type !== "mention") return [];
    const { offset, length } = entity;
    const name = (ping.text ?? "").slice(offset + 1, offset + length).toLowerCase();
    return sandbox.people.filter(({ username }) => username?.toLowerCase() === name)
      .map(({ firstName }) => firstName);
  });
}

Deno.test("mentions follow a username that is taken, changed, dropped or passed on", async () => {
  await using desk = await startDesk();
  const { mia, omar, sandbox } = desk;
  assert.deepEqual(await callMaintenance(desk, "0001"), ["Olivia", "Mia"]);

  sandbox.person(mia.id).username = "mia_m";
  mia.write("I have another name");
  await sandbox.quiet();
  assert.deepEqual(await callMaintenance(desk, "0002"), ["Olivia", "Mia"]);

  delete sandbox.person(mia.id).username;
  mia.write("I have none");
  await sandbox.quiet();
  assert.deepEqual(await callMaintenance(desk, "0003"), ["Olivia", "Mia"]);

  sandbox.person(mia.id).username = "mia";
  mia.write("and the old one again");
  await sandbox.quiet();
  // Nobody has heard of Mia since she lost it, and Omar has it now.
  delete sandbox.person(mia.id).username;
  sandbox.person(omar.id).username = "Mia";
  omar.write("guess what my name is");
  await sandbox.quiet();
  assert.deepEqual(await callMaintenance(desk, "0004"), ["Olivia", "Mia"]);

  desk.olivia.write("/member @mia Safety");
  await desk.botSays("Omar belongs to Safety");

  // Omar has lost it too, unseen: the name means nobody whom anybody knows.
  sandbox.person(omar.id).username = "omar_the_second";
  desk.olivia.write("/member @mia Dispatch");
  await desk.botSays("I have not seen @mia here yet");
});
