import { transition } from "../../incident/transition.ts";
import type { DepartmentId, UserId } from "../../people/ids.ts";
import { lockCaughtUp } from "../catch_up.ts";
import { applyDecision } from "../consequences.ts";
import type { Inside } from "../in_organisation.ts";

/**
 * Ends the person's claims on incidents of the departments concerned, which their timelines then
 * say.
 *
 * @returns the incidents' numbers
 */
export async function dropClaims(
  { desk, tx, actor }: Pick<Inside, "desk" | "tx" | "actor">,
  userId: UserId,
  concerns: (departmentId: DepartmentId) => boolean,
): Promise<readonly number[]> {
  const { store } = desk;
  const numbers: number[] = [];
  for (const held of await store.members.listHeldIncidents(tx, userId)) {
    if (!concerns(held.departmentId)) continue;
    const { incident: before, at } = await lockCaughtUp(store, tx, held.incidentId);
    const decision = before && transition(before, { type: "drop_responder", userId }, at);
    // Released by themselves a moment ago.
    if (!before || !decision?.ok) continue;
    const { place, cardMessageId } = held;
    await applyDecision(desk, tx, {
      before,
      decision,
      actorId: actor.userId,
      place,
      cardMessageId,
    });
    numbers.push(before.number);
  }
  return numbers;
}
