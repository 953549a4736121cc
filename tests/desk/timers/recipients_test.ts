import assert from "node:assert/strict";
import { findRecipients } from "../../../src/desk/timers/recipients.ts";
import type { PingRecipients } from "../../../src/desk/ports.ts";
import type { Audience, Channel } from "../../../src/incident/reminder_policy.ts";
import { parseUserId } from "../../../src/people/ids.ts";
import type { Person } from "../../../src/people/person.ts";
import {
  assigned,
  cast,
  live,
  responderClaims,
  writerClaims,
  writerResolves,
} from "../../incident/cast.ts";

const { incident } = live(assigned, writerClaims, responderClaims, writerResolves);

function people(...ids: readonly number[]): readonly Person[] {
  return ids.map((id) => ({
    userId: parseUserId(id),
    firstName: `Person ${id}`,
    lastName: null,
    username: null,
    languageCode: null,
  }));
}

const nobody: PingRecipients = {
  inGroup: [],
  inPrivate: [],
  managersInGroup: [],
  managersInPrivate: [],
};

/** [in the group, in private, as managers] */
function find(
  to: readonly Audience[],
  reachable: Partial<PingRecipients>,
  channel: Channel = "nearest",
  told: readonly number[] = [],
) {
  const { inGroup, inPrivate, managers } = findRecipients(
    { incident },
    { to, channel, says: "claim" },
    { ...nobody, ...reachable },
    told.map((id) => parseUserId(id)),
  );
  return [inGroup, inPrivate, managers];
}

Deno.test("reporter, writer and responders are told in the group", () => {
  const { reporter, writer, responder } = cast;
  assert.deepEqual(find(["reporter"], {}, "group"), [[reporter.userId], [], []]);
  assert.deepEqual(find(["writer"], {}, "group"), [[writer.userId], [], []]);
  const both = [writer.userId, responder.userId];
  assert.deepEqual(find(["responders"], {}, "group"), [both, [], []]);
});

Deno.test("the department is told in the group where it is seen there, else in private", () => {
  const reachable = { inGroup: people(1, 2), inPrivate: people(3), managersInGroup: people(9) };
  assert.deepEqual(find(["department"], reachable), [[1, 2], [3], []]);
  assert.deepEqual(find(["department", "ops_managers"], reachable), [[1, 2, 9], [3], [9]]);
});

Deno.test("who belongs to the department and manages is told once, as a manager", () => {
  const reachable = {
    inGroup: people(1, 9),
    inPrivate: people(8),
    managersInGroup: people(9),
    managersInPrivate: people(8),
  };
  assert.deepEqual(find(["department"], reachable), [[1, 9], [8], []]);
  assert.deepEqual(find(["department", "ops_managers"], reachable), [[1, 9], [8], [9, 8]]);
});

Deno.test("five are mentioned at most, two of them managers", () => {
  const reachable = { inGroup: people(1, 2, 3, 4, 5, 6), managersInGroup: people(7, 8, 9) };
  assert.deepEqual(find(["department"], reachable)[0], [1, 2, 3, 4, 5]);
  assert.deepEqual(find(["department", "ops_managers"], reachable)[0], [1, 2, 3, 7, 8]);
  const few = { inGroup: people(1), managersInGroup: people(5, 6, 7, 8, 9) };
  assert.deepEqual(find(["department", "ops_managers"], few)[0], [1, 5, 6, 7, 8]);
});

Deno.test("where nobody of the department can be reached, managers are asked from the first on", () => {
  const reachable = { managersInGroup: people(8), managersInPrivate: people(9) };
  assert.deepEqual(find(["department"], reachable), [[8], [9], [8, 9]]);
  assert.deepEqual(find(["department"], {}), [[], [], []]);
});

Deno.test("nobody is told twice by one step", () => {
  const reachable = { managersInGroup: people(8), managersInPrivate: people(9) };
  assert.deepEqual(find(["ops_managers"], reachable, "nearest", [8]), [[], [9], [9]]);
});
