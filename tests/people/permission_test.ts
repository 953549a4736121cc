import assert from "node:assert/strict";
import { parseDepartmentId, parseUserId } from "../../src/people/ids.ts";
import {
  isDispatcherOf,
  isOpsManager,
  mayChoose,
  mayWorkIn,
  roleIncludes,
} from "../../src/people/permission.ts";
import type { Actor, Role } from "../../src/people/role.ts";

const dispatch = parseDepartmentId(1);
const accounting = parseDepartmentId(2);

function createActor(role: Role, ...departmentIds: Actor["departmentIds"]): Actor {
  return { userId: parseUserId(7), role, departmentIds };
}

Deno.test("each role includes itself and the ones before it", () => {
  const cells: readonly (readonly [Role, Role, boolean])[] = [
    ["driver", "driver", true],
    ["driver", "dispatcher", false],
    ["driver", "ops_manager", false],
    ["dispatcher", "driver", true],
    ["dispatcher", "dispatcher", true],
    ["dispatcher", "ops_manager", false],
    ["ops_manager", "driver", true],
    ["ops_manager", "dispatcher", true],
    ["ops_manager", "ops_manager", true],
  ];
  for (const [role, other, includes] of cells) {
    assert.equal(roleIncludes(role, other), includes, `${role} includes ${other}`);
  }
});

Deno.test("a Dispatcher works in the own departments only, an OpsManager in all", () => {
  assert.equal(mayWorkIn(createActor("dispatcher", dispatch), dispatch), true);
  assert.equal(mayWorkIn(createActor("dispatcher", dispatch), accounting), false);
  assert.equal(mayWorkIn(createActor("ops_manager"), accounting), true);
  assert.equal(mayWorkIn(createActor("driver"), dispatch), false);
});

Deno.test("a member who was demoted to Driver keeps no right from the membership", () => {
  const demoted = createActor("driver", dispatch);
  assert.equal(isDispatcherOf(demoted, dispatch), false);
  assert.equal(mayWorkIn(demoted, dispatch), false);
  assert.equal(mayChoose(demoted, { id: dispatch, restricted: true }), false);
});

Deno.test("only an OpsManager who belongs there counts as its Dispatcher", () => {
  assert.equal(isOpsManager(createActor("ops_manager")), true);
  assert.equal(isOpsManager(createActor("dispatcher", dispatch)), false);
  assert.equal(isDispatcherOf(createActor("ops_manager", dispatch), dispatch), true);
  assert.equal(isDispatcherOf(createActor("ops_manager"), dispatch), false);
});

Deno.test("a restricted department is chosen by its members and managers only", () => {
  const restricted = { id: accounting, restricted: true };
  const free = { id: accounting, restricted: false };
  assert.equal(mayChoose(createActor("driver"), free), true);
  assert.equal(mayChoose(createActor("driver"), restricted), false);
  assert.equal(mayChoose(createActor("dispatcher", dispatch), restricted), false);
  assert.equal(mayChoose(createActor("dispatcher", accounting), restricted), true);
  assert.equal(mayChoose(createActor("ops_manager"), restricted), true);
});
