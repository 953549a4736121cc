import assert from "node:assert/strict";
import plugin from "../../../tools/lint/carried_out.ts";

function lint(filename: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, filename, source).map(({ message }) => message);
}

const feature = "/project/src/telegram/features/card.ts";
const imports = `import { carryOut } from "../../desk/carry_out.ts";
import { pressCard, type CardPress } from "../../desk/press_card.ts";
import { isPress } from "../bot_context.ts";
`;

Deno.test("lint: a feature that calls a use case by itself is reported", () => {
  const calls = `${imports} await pressCard(desk, press);`;
  assert.deepEqual(lint(feature, calls), ["pressCard is called by itself"]);
  assert.deepEqual(lint("src/telegram/features/card.ts", calls), ["pressCard is called by itself"]);
  assert.deepEqual(lint("/project/src/telegram/delivery/deliver.ts", calls), []);
});

Deno.test("lint: a feature that has it carried out is welcome", () => {
  const source = `${imports} if (isPress("x")) await carryOut(desk, pressCard, press);`;
  assert.deepEqual(lint(feature, source), []);
});
