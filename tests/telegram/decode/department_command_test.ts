import assert from "node:assert/strict";
import { decodeDepartmentCommand } from "../../../src/telegram/decode/department_command.ts";
import { parseRole } from "../../../src/telegram/decode/role.ts";

Deno.test("what follows /department", () => {
  const usage = { type: "usage" } as const;
  const sla = (name: string | null, claim: string | null, resolve: string | null) =>
    ({ type: "sla", name, claim, resolve }) as const;
  for (
    const [words, command] of [
      [" add Tyre  service ", { type: "add", name: "Tyre service" }],
      [" ADD Tyres", { type: "add", name: "Tyres" }],
      [" rename Tyres to Wheels", { type: "rename", names: "Tyres to Wheels" }],
      [" remove Tyres", { type: "remove", name: "Tyres" }],
      [" restrict Tyres", { type: "restrict", name: "Tyres" }],
      [" sla 15", sla(null, "15", null)],
      [" sla 15 120", sla(null, "15", "120")],
      [" sla Tyre service 15", sla("Tyre service", "15", null)],
      [" sla Tyre service 15 120", sla("Tyre service", "15", "120")],
      [" sla Team 7 15", sla("Team", "7", "15")],
      [" sla Tyres off", sla("Tyres", null, null)],
      [" sla Tyres -5", sla("Tyres", "-5", null)],
      [" sla off", { type: "sla_usage" }],
      [" sla Tyres", { type: "sla_usage" }],
      [" sla", { type: "sla_usage" }],
      ["", usage],
      [" add", usage],
      [" rename", usage],
      [" remove ", usage],
      [" paint Tyres", usage],
    ] as const
  ) {
    assert.deepEqual(decodeDepartmentCommand(words), command, words);
  }
});

Deno.test("roles as people write them", () => {
  for (
    const [words, role] of [
      ["driver", "driver"],
      ["Dispatcher", "dispatcher"],
      ["manager", "ops_manager"],
      ["Ops manager", "ops_manager"],
      ["ops_manager", "ops_manager"],
      ["OpsManager", "ops_manager"],
      ["boss", null],
      ["", null],
    ] as const
  ) {
    assert.equal(parseRole(words), role, words);
  }
});
