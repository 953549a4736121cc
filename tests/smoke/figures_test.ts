import assert from "node:assert/strict";
import type { SandboxMessage } from "../../tools/sandbox/world.ts";
import { type Desk, startDesk } from "./start_desk.ts";

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Waits for the file of this kind that the bot sent after that message, and reads it. */
async function receiveFile(desk: Desk, chatId: number, kind: "photo" | "document", after = 0) {
  const { sandbox, bot } = desk;
  const message = await sandbox.until(
    () =>
      sandbox.messages(chatId).find(({ id, fromId, media }) =>
        id > after && fromId === bot.personId && media?.kind === kind
      ),
    { what: `the bot sends a ${kind}` },
  );
  assert.ok(message.media !== undefined && message.media.kind !== "location");
  const bytes = sandbox.fileBytes(message.media.fileId);
  assert.ok(bytes !== undefined, "it came with bytes");
  return { message, fileName: message.media.fileName, bytes };
}

/** A width or height in the picture's own head (PNG, "IHDR"). */
function readSize(bytes: Uint8Array, offset: 16 | 20): number {
  return new DataView(bytes.buffer).getUint32(offset);
}

function parseCsv(bytes: Uint8Array): Record<string, string>[] {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  assert.equal(text[0], "\ufeff", "Excel is told that it is UTF-8");
  const [head = [], ...rows] = text.slice(1).trimEnd().split("\r\n").map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ""])));
}

async function bringOneToItsEnd(desk: Desk) {
  const { dana, mia, sandbox } = desk;
  // Far from any midnight: on the 15th to come, at ten.
  const now = new Date(sandbox.now());
  const ten = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 15, 10);
  await sandbox.skip(Math.round((ten - now.getTime()) / 1000));
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Claim");
  await sandbox.skip(240);
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "Mia");
  await sandbox.skip(1800);
  await mia.press("0001", "Resolve");
  const prompt = await desk.botSays("what was done");
  mia.write("changed the tire", { replyTo: prompt.id });
  await desk.cardSays("0001", "changed the tire");
  dana.write("/ticket dock door stuck");
  await desk.cardSays("0002", "dock door");
}

Deno.test("a manager asks for the week and gets it as text, chart and table", async () => {
  await using desk = await startDesk();
  const { olivia, bot } = desk;
  await bringOneToItsEnd(desk);
  olivia.client.startBot(bot);
  await desk.botSays("/", olivia.id);
  await desk.program.settle();
  const before = desk.botMessages().length;
  olivia.write("/report month");
  const text = await desk.botSays("📊", olivia.id);
  for (
    const part of [
      "Reported: 2",
      "Resolved: 1",
      "Open now: 1",
      "Mean: 4 min",
      "Mean: 34 min",
      "In time: 100\u00a0%, 1 of 1",
      "Maintenance\n1 (+1) received, 1 (+1) resolved, 0 handed over, 30 min (+30 min) at work",
      "Mia: 1 (+1) resolved",
    ]
  ) {
    assert.ok(text.text?.includes(part), `${part}\n\nin\n\n${text.text}`);
  }

  const chart = await receiveFile(desk, olivia.id, "photo");
  assert.deepEqual([...chart.bytes.slice(0, png.length)], png);
  assert.deepEqual([readSize(chart.bytes, 16), readSize(chart.bytes, 20)], [1560, 1200]);
  assert.ok(chart.bytes.length > 20_000, "something is drawn in it");
  assert.ok(!chart.message.notifies, "one sound is enough");

  const table = await receiveFile(desk, olivia.id, "document", chart.message.id);
  assert.match(table.fileName ?? "", /^report-\d{4}-\d\d\.csv$/);
  const [first, second, ...others] = parseCsv(table.bytes);
  assert.deepEqual(others, []);
  assert.ok(first && second);
  const { number, department, state, seconds_to_claim, claim_sla, resolve_sla, resolved_by } =
    first;
  assert.deepEqual({ number, department, state, claim_sla, resolve_sla, resolved_by }, {
    number: "0001",
    department: "Maintenance",
    state: "resolved",
    claim_sla: "met",
    resolve_sla: "met",
    resolved_by: "Mia",
  });
  assert.ok(Number(seconds_to_claim) >= 240 && Number(seconds_to_claim) < 300, seconds_to_claim);
  assert.equal(second["state"], "open");
  assert.equal(desk.botMessages().length, before, "nothing of it in the group");
});

Deno.test("without a private chat the report stands in the group for five minutes", async () => {
  await using desk = await startDesk();
  const { olivia, group, sandbox } = desk;
  const command = olivia.write("/report day");
  const text = await desk.botSays("📊");
  assert.equal(text.replyTo?.messageId, command);
  assert.ok(text.text?.includes("Reported: 0"));
  const chart = await receiveFile(desk, group.id, "photo");
  const table = await receiveFile(desk, group.id, "document");
  const messages: readonly SandboxMessage[] = [text, chart.message, table.message];
  assert.deepEqual(messages.map(({ id }) => id), messages.map(({ id }) => id).toSorted());
  await desk.program.settle();
  await sandbox.skip(301);
  await sandbox.tick();
  await sandbox.until(() => messages.every(({ id }) => sandbox.message(group.id, id)?.deleted), {
    what: "text, chart and table are gone",
  });
});

Deno.test("who has stopped the bot gets the report, its chart and its table in the group", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { olivia, bot, group, sandbox } = desk;
  olivia.client.startBot(bot);
  await desk.botSays("What you can do here", olivia.id);
  olivia.client.write(olivia.id, "/report last month");
  await receiveFile(desk, olivia.id, "document");
  olivia.client.blockBot(bot);
  await sandbox.quiet();
  olivia.write("/report");
  await desk.botSays("📊");
  await receiveFile(desk, group.id, "photo");
  await receiveFile(desk, group.id, "document");
});

Deno.test("reports are refused to others, and for what is no time or has not come", async () => {
  await using desk = await startDesk();
  const { olivia, mia, dana, bot, sandbox } = desk;
  const ask = async (who: typeof olivia, words: string) => {
    const command = who.write(words);
    const answer = await sandbox.until(() =>
      desk.botMessages().find(({ replyTo }) => replyTo?.messageId === command)
    );
    return answer.text ?? "";
  };
  for (const who of [dana, mia]) {
    assert.match(await ask(who, "/report"), /^Only an ops manager/);
  }
  assert.match(await ask(olivia, "/report fortnight"), /\/report last week/);
  assert.match(await ask(olivia, "/report 2999-01"), /has not begun/);
  dana.client.startBot(bot);
  dana.client.write(dana.id, "/report month");
  await desk.botSays("Only an ops manager", dana.id);
  await desk.program.settle();
  const sent = sandbox.calls.filter(({ method }) => /^send(Photo|Document)$/.test(method));
  assert.deepEqual(sent, []);
});

Deno.test("a chart that Telegram does not take comes later; what came is not sent again", async () => {
  await using desk = await startDesk({ expectsTroubles: true });
  const { olivia, group, sandbox } = desk;
  sandbox.setFault({ method: "sendPhoto", status: 502, times: 1 });
  olivia.write("/report");
  await receiveFile(desk, group.id, "photo");
  await receiveFile(desk, group.id, "document");
  await desk.program.settle();
  const sent = sandbox.calls.filter(({ status }) => status === 200).map(({ method }) => method);
  for (const method of ["sendPhoto", "sendDocument"]) {
    assert.equal(sent.filter((one) => one === method).length, 1, method);
  }
  assert.equal(desk.botMessages().filter(({ text }) => text?.startsWith("📊")).length, 1);
});
