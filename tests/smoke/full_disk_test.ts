import assert from "node:assert/strict";
import { createSmallDisk, smallDisks } from "../postgres/small_disk.ts";
import { testWith } from "../requirement.ts";
import { type Desk, startDesk } from "./start_desk.ts";

async function askReadiness({ program }: Desk) {
  const answer = await fetch(`http://127.0.0.1:${program.port}/readyz`);
  return { status: answer.status, said: await answer.text() };
}

testWith(
  smallDisks,
  "with a full disk the desk waits, and goes on when there is room",
  async () => {
    await using disk = await createSmallDisk();
    await using desk = await startDesk({
      embedded: true,
      expectsTroubles: true,
      settings: { DATA_DIR: disk.dataDir },
    });
    const { dana, mia } = desk;
    dana.write("/ticket flat tire, I-95 exit 12");
    await desk.cardSays("0001", "flat tire");
    await dana.press("0001", "Maintenance");
    await desk.cardSays("0001", "Waiting for Maintenance");

    await disk.fill();
    const deadline = performance.now() + 60_000;
    let readiness = await askReadiness(desk);
    while (readiness.status === 200 && performance.now() < deadline) {
      dana.write(`a long story: ${"and then ".repeat(400)}`);
      readiness = await askReadiness(desk);
    }
    assert.equal(readiness.status, 503);
    assert.match(readiness.said, /"database":"does not answer"/);
    const pressed = mia.press("0001", "Claim");
    dana.write("/ticket engine light is on");
    assert.equal((await askReadiness(desk)).status, 503);
    assert.ok(!desk.findCard("0001")?.text?.includes("In progress"));

    await disk.free();
    await desk.cardSays("0001", "In progress", "Mia");
    await desk.cardSays("0002", "engine light");
    assert.doesNotMatch(JSON.stringify(await pressed), /failed|went wrong/i);
    assert.equal((await askReadiness(desk)).status, 200);
    const said = desk.troubles.join("\n");
    assert.match(said, /its disk is full\. Free some space/);
  },
);
