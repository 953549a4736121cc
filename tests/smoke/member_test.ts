import assert from "node:assert/strict";
import { startDesk } from "./start_desk.ts";

Deno.test("a name that nobody has been seen with gets a button, checked by id", async () => {
  await using desk = await startDesk();
  const { olivia, dana } = desk;
  const nina = desk.hire("Nina");
  // Telegram tells no bot of a name that somebody takes; she is seen with it at her press.
  desk.sandbox.person(nina.id).username = "nina";
  olivia.write("/member @nina Safety");
  const offer = await desk.botSays("@nina");
  assert.ok((await dana.pressUnder(offer.id, "@nina")).alert, "Dana is not Nina");
  await nina.pressUnder(offer.id, "@nina");
  await desk.botSays("Safety");
  await desk.sandbox.until(() => desk.sandbox.message(desk.group.id, offer.id)?.deleted);

  dana.write("/ticket chemicals leaking at dock 3");
  await desk.cardSays("0001", "chemicals");
  await dana.press("0001", "Safety");
  await desk.cardSays("0001", "Waiting for Safety");
  await nina.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Nina");
});

Deno.test("a seen name and a text mention are added at once; only managers may", async () => {
  await using desk = await startDesk();
  const { olivia, dana, omar, group } = desk;
  dana.write("hello");
  await desk.sandbox.quiet();
  olivia.write("/member @Dana safety");
  await desk.botSays("Safety");
  olivia.client.write(group.id, "/member Omar Accounting", {
    textMentions: [{ name: "Omar", personId: omar.id }],
  });
  await desk.botSays("Accounting");
  const answers = new Set<string>();
  for (
    const [who, text] of [
      [dana, "/member @mia Safety"],
      [olivia, "/member @mia Nowhere"],
      [olivia, "/member"],
      [olivia, "/member @mia Maintenance"],
    ] as const
  ) {
    const command = who.write(text);
    const answer = await desk.sandbox.until(() =>
      desk.botMessages().find(({ replyTo }) => replyTo?.messageId === command)
    );
    answers.add(answer.text ?? "");
  }
  assert.equal(answers.size, 4, [...answers].join("\n"));
});
