/** Names as people really choose them: markup, other directions, nothing to see, long emoji. */
import assert from "node:assert/strict";
import { type Desk, startDesk } from "./start_desk.ts";

const names = {
  boss: { firstName: '<b>Olga</b> & "Söhne"', lastName: "</b><a href='x'>" },
  driver: { firstName: "\u202eanaD", lastName: "\u2067דנה\u2069 محمد" },
  tech: { firstName: "\u200b\u200d\u2060", lastName: "\u3164" },
  other: { firstName: "👩🏽‍🔧".repeat(9), lastName: "𝕄𝕚𝕒 &lt;b&gt; {$name} %s \\n" },
};
const organisation = "<i>Ac&me</i> \u202eעברית {0} 🚚🚚";
const title = "Drivers <script> \u202e & 𝕏";

/** Sets a group up whose people are called like that. */
async function openGroup(desk: Desk, which: string) {
  const { sandbox, bot } = desk;
  const [boss, driver, tech, other] = [names.boss, names.driver, names.tech, names.other].map(
    (name) => sandbox.addPerson(name),
  );
  assert.ok(boss && driver && tech && other);
  const members = [driver.id, tech.id, other.id];
  const group = sandbox.addGroup({ title, creator: boss.id, members });
  sandbox.addBotToGroup(group.id, bot, boss.id, { administrator: true, canPinMessages: true });
  const write = (id: number, text: string, replyTo?: number) =>
    sandbox.as(id).write(group.id, text, replyTo === undefined ? {} : { replyTo });
  const says = (part: string) => desk.botSays(part, group.id);
  write(boss.id, `/setup ${organisation}`);
  await says("is set up with");
  for (const id of [tech.id, other.id]) {
    const command = write(boss.id, "/member Maintenance", write(id, `hello ${which}`));
    await sandbox.until(() =>
      sandbox.messages(group.id).find(({ replyTo }) => replyTo?.messageId === command)
    );
  }
  const cardSays = (part: string) =>
    sandbox.until(
      () =>
        sandbox.messages(group.id).find(({ text }) =>
          text !== undefined && /^\S+ 0001 · /u.test(text) && text.includes(part)
        ),
      { what: `a card in ${which} says ${part}` },
    );
  const press = async (id: number, label: string) => {
    const card = await cardSays("0001");
    const button = card.replyMarkup?.inline_keyboard.flat().find(({ text }) =>
      text.includes(label)
    );
    assert.ok(button !== undefined, `${label} in ${which}`);
    const outcome = await sandbox.as(id).press(group.id, card.id, button.text);
    assert.ok(outcome.answered && !outcome.alert, outcome.text);
  };
  return { group, boss, driver, tech, other, write, says, cardSays, press };
}

Deno.test("whole lives with such names, in two organisations of the same one", async () => {
  await using desk = await startDesk({ unconnected: true });
  const { sandbox, program } = desk;
  const first = await openGroup(desk, "one");
  const second = await openGroup(desk, "two");
  for (
    const [word, { driver, tech, other, write, says, cardSays, press }] of [
      ["one", first],
      ["two", second],
    ] as const
  ) {
    write(driver.id, `/ticket <b>${word}</b> & \u202ekcurt\u202c 🚛 </blockquote> {$x}`);
    const card = await cardSays(`<b>${word}</b> &`);
    assert.ok(!card.text?.includes("\u202e"), "nothing turns the text round");
    await press(driver.id, "Maintenance");
    await cardSays("Waiting for Maintenance");
    await says("needs Maintenance");
    await press(tech.id, "Claim");
    await cardSays("In progress");
    await says("Someone (Maintenance) has it");
    await press(other.id, "on it too");
    await press(tech.id, "Release");
    await press(other.id, "Change department");
    await cardSays("is choosing another department");
    await press(other.id, "Back");
    await press(other.id, "Resolve");
    await cardSays("Waiting for the summary");
    const prompt = await says("what was done about 0001");
    write(other.id, `Fixed <${word}> & \u200f"תוקן"\u200f &amp; 👨‍👩‍👧‍👦`, prompt.id);
    await cardSays(`Fixed <${word}> &`);
    await says("is resolved");
    write(driver.id, "/incident 1");
    await says("What happened");
    await press(driver.id, "Reopen");
    write(driver.id, "/open");
    await says("Open incidents");
    write(driver.id, "/mine");
    await says("Your open incidents");
    write(tech.id, "/help");
    await says("What you can do here");
  }
  await program.settle();
  const refused = sandbox.calls.filter(({ status }) => status >= 400);
  assert.deepEqual(refused.map(({ method, answer }) => [method, answer]), []);
  for (const [mine, theirs] of [[first, "two"], [second, "one"]] as const) {
    const said = sandbox.messages(mine.group.id).map(({ text }) => text ?? "");
    assert.ok(!said.some((text) => text.includes(`<b>${theirs}`)), "nothing crosses");
  }
});

Deno.test("a department may be called like that too", async () => {
  await using desk = await startDesk();
  const { dana, mia, olivia, sandbox, program } = desk;
  const name = "<u>R&D</u> \u202e{$x}\u202c ספר 🛠";
  olivia.write(`/department add ${name}`);
  await desk.botSays("R&D");
  const command = olivia.write(`/member ${name}`, { replyTo: mia.write("hello") });
  await sandbox.until(() =>
    desk.botMessages().find(({ replyTo, text }) =>
      replyTo?.messageId === command && text?.includes("<u>R&D</u>")
    )
  );
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "<u>R&D</u>");
  // Set apart from the sentence around it, since a part of it runs from right to left.
  await desk.cardSays("0001", "Waiting for \u2068<u>R&D</u>");
  await desk.botSays("needs \u2068<u>R&D</u>");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress");
  await desk.botSays("Mia (\u2068<u>R&D</u>");
  dana.write("/departments");
  await desk.botSays("Accounting");
  dana.write("/incident 1");
  await desk.botSays("What happened");
  await program.settle();
  const refused = sandbox.calls.filter(({ status }) => status >= 400);
  assert.deepEqual(refused.map(({ method, answer }) => [method, answer]), []);
});
