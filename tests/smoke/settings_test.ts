import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { startDesk } from "./start_desk.ts";

Deno.test("settings: a board for OpsManagers, with buttons, questions and checks", async () => {
  await using desk = await startDesk();
  const { olivia, dana, sandbox, group } = desk;
  assert.match(await ask(desk, dana, "/settings"), /ops manager/);
  const first = await ask(desk, olivia, "/settings");
  assert.match(first, /Acme Logistics/);
  assert.match(first, /10 min[^]*2 h[^]*10 min[^]*UTC/);
  const board = await desk.botSays("Acme Logistics: settings");
  const boardSays = (part: string | RegExp) =>
    sandbox.until(() => {
      const text = sandbox.message(group.id, board.id)?.text ?? "";
      return typeof part === "string" ? text.includes(part) : part.test(text);
    }, { what: `the board says ${part}` });
  assert.ok((await dana.pressUnder(board.id, "Claim time")).alert, "Dana is no manager");

  /** Presses the button and waits for the question. */
  const open = async (label: string) => {
    const before = sandbox.forceReplyFor(group.id, olivia.id)?.id;
    await olivia.pressUnder(board.id, label);
    return await sandbox.until(() => {
      const prompt = sandbox.forceReplyFor(group.id, olivia.id);
      return prompt !== undefined && prompt.id !== before ? prompt : null;
    }, { what: `${label} asks` });
  };

  const claim = await open("Claim time");
  assert.match(await ask(desk, olivia, "soon", { replyTo: claim.id }), /1 to 10,080/);
  assert.match(await ask(desk, olivia, "0", { replyTo: claim.id }), /1 to 10,080/);
  dana.write("7", { replyTo: claim.id });
  assert.match(await ask(desk, olivia, "15", { replyTo: claim.id }), /claimed within 15 min/);
  await boardSays(/15 min/);
  await sandbox.until(() => sandbox.message(group.id, claim.id)?.deleted);

  const resolve = await open("Resolve time");
  assert.match(await ask(desk, olivia, "43201", { replyTo: resolve.id }), /43,200/);
  assert.match(await ask(desk, olivia, "180 minutes", { replyTo: resolve.id }), /3 h/);
  const summary = await open("Summary time");
  assert.match(await ask(desk, olivia, "5", { replyTo: summary.id }), /5 min/);

  const zone = await open("Time zone");
  assert.match(await ask(desk, olivia, "Mars", { replyTo: zone.id }), /“Mars”.*Chicago/s);
  assert.match(await ask(desk, olivia, "+02:00", { replyTo: zone.id }), /do not know/);
  assert.match(await ask(desk, olivia, "chicago", { replyTo: zone.id }), /America\/Chicago/);
  await boardSays("America/Chicago");

  const loud = await olivia.pressUnder(board.id, "quiet");
  assert.match(loud.text ?? "", /without a sound/);
  await boardSays("without a sound");
  await olivia.pressUnder(board.id, "Default department");
  await sandbox.until(() =>
    sandbox.message(group.id, board.id)?.replyMarkup?.inline_keyboard.flat().some(({ text }) =>
      text === "Safety"
    )
  );
  assert.match((await olivia.pressUnder(board.id, "Safety")).text ?? "", /Safety/);
  await boardSays(/Default department: Safety/);
  await ask(desk, olivia, "/department remove Safety");

  await olivia.pressUnder(board.id, "Default department");
  await sandbox.until(() =>
    sandbox.message(group.id, board.id)?.replyMarkup?.inline_keyboard.flat().some(({ text }) =>
      text === "None"
    )
  );
  await olivia.pressUnder(board.id, "Back");
  await boardSays(/Default department: none/);
  await olivia.pressUnder(board.id, "Done");
  await sandbox.until(() => sandbox.message(group.id, board.id)?.deleted);
  assert.match(await ask(desk, olivia, "/departments"), /15 min, resolved within 3 h/);
});

Deno.test("settings work in a private chat too", async () => {
  await using desk = await startDesk();
  const { olivia, sandbox, bot } = desk;
  olivia.client.startBot(bot);
  await desk.botSays("Roadcall", olivia.id);
  olivia.client.write(olivia.id, "/settings");
  const board = await desk.botSays("Acme Logistics: settings", olivia.id);
  await olivia.client.press(olivia.id, board.id, "🌍 Time zone");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(olivia.id, olivia.id));
  olivia.client.write(olivia.id, "New York", { replyTo: prompt.id });
  await desk.botSays("America/New_York", olivia.id);
  await sandbox.until(() =>
    sandbox.message(olivia.id, board.id)?.text?.includes("America/New_York")
  );
  olivia.client.write(olivia.id, "thank you", { replyTo: board.id });
  await sandbox.until(
    () =>
      sandbox.messages(olivia.id).filter(({ text }) => text?.includes("I am Roadcall")).length > 1,
    { what: "other talk is answered with help, as before" },
  );
});
