import assert from "node:assert/strict";
import { createRandom } from "../../../tools/trial/random.ts";
import { createClock } from "../../../tools/trial/world/clock.ts";
import { createFaultDraw, faultKinds, faultShare } from "../../../tools/trial/world/draw_fault.ts";

Deno.test("three calls in ten fail, in every way, and the same ones for the same seed", () => {
  const clock = createClock(20);
  const draw = createFaultDraw(createRandom(5), clock);
  const methods = ["sendMessage", "editMessageText", "answerCallbackQuery"];
  const drawn = Array.from({ length: 3000 }, (_, index) => draw.draw(methods[index % 3] ?? ""));
  const share = drawn.filter((fault) => fault !== undefined).length / drawn.length;
  assert.ok(Math.abs(share - faultShare) < 0.03, `${share}`);
  for (const kind of faultKinds) assert.ok((draw.counts.get(kind) ?? 0) > 10, kind);

  const again = createFaultDraw(createRandom(5), clock);
  assert.deepEqual(drawn.map((_, index) => again.draw(methods[index % 3] ?? "")), drawn);
});

Deno.test("no refusal is a lie about a message: such a call fails in other ways", () => {
  const draw = createFaultDraw(createRandom(5), createClock(20));
  for (let time = 0; time < 2000; time++) {
    assert.notEqual(draw.draw("editMessageText")?.status, 400);
    assert.notEqual(draw.draw("deleteMessage")?.status, 400);
  }
});
