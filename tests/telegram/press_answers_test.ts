import assert from "node:assert/strict";
import { createPressAnswers } from "../../src/telegram/press_answers.ts";
import { createRecordedLog } from "./recorded_log.ts";
import { words } from "./render/read_words.ts";

Deno.test("presses that pile up while Telegram hangs do not fill the memory", async () => {
  const sent: (() => void)[] = [];
  const answers = createPressAnswers({
    send: () => new Promise<void>((resolve) => sent.push(resolve)),
    words,
    log: createRecordedLog(),
  });
  for (let count = 0; count < 1000; count++) {
    void answers.answer({ id: `${count}`, from: {} }, () => ({ text: "Done.", alert: false }));
  }
  assert.ok(sent.length > 100 && sent.length < 300, `${sent.length}`);
  for (const resolve of sent.splice(0)) resolve();
  await answers.settle();
  void answers.answer({ id: "again", from: {} }, () => ({ text: "Done.", alert: false }));
  assert.equal(sent.length, 1);
  for (const resolve of sent) resolve();
  await answers.settle();
});
