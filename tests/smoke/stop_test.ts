/** Stopping, as a deploy does it: in time, whatever hangs, and losing nothing. */
import assert from "node:assert/strict";
import { createHangingTelegram } from "./hanging_telegram.ts";
import { startDesk } from "./start_desk.ts";

Deno.test("a Telegram that hangs holds up no stop, and what was owed comes after the start", async () => {
  await using desk = await startDesk({
    patience: { cutMs: 50, giveUpMs: 10_000 },
    expectsTroubles: true,
  });
  await using telegram = createHangingTelegram(desk.address);
  await desk.restart({ TELEGRAM_API_ROOT: telegram.apiRoot });
  telegram.hang("sendMessage");
  desk.dana.write("/ticket flat tyre, I-95 exit 12");
  await telegram.waitForHanging(1);
  await desk.stop();
  assert.deepEqual(
    desk.troubles.filter((line) => /has ended/.test(line)),
    [],
    "all was given back",
  );

  await desk.restart();
  // Put off for a second, as any call without an answer is, and not until a lease is over.
  await desk.cardSays("0001", "flat tyre");
});
