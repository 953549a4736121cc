import { isOpsManager } from "../../people/permission.ts";
import type { Person } from "../../people/person.ts";
import type { Desk } from "../desk.ts";
import type { Incoming } from "../incoming.ts";
import { answerInOrganisation, type Inside } from "../in_organisation.ts";
import type { PeopleAnswer, PeopleRefusal } from "../people_answer.ts";
import { findTarget, type Target } from "./find_target.ts";
import { refreshBearer } from "./refresh_bearer.ts";

export function refusePeople(reason: PeopleRefusal): PeopleAnswer {
  return { type: "refused", reason };
}

/** A change of who belongs where, with the OpsManagers' roles locked. */
export interface Change extends Inside {
  readonly person: Person;
  /** Whether the person is the only OpsManager, who must stay one. */
  readonly isLastManager: boolean;
}

/**
 * Lets an OpsManager change what somebody belongs to. Whether the actor is one is asked again once
 * the OpsManagers are locked: another one may have demoted them meanwhile.
 *
 * @param change null where the command says too little
 */
export async function changeMember(
  desk: Desk,
  command: Incoming & { readonly target: Target },
  usage: PeopleRefusal,
  change: ((change: Change) => Promise<PeopleAnswer>) | null,
): Promise<void> {
  await refreshBearer(desk, command, command.target);
  return await answerInOrganisation(desk, command, async (inside) => {
    const said = await decide(inside);
    return { answer: { type: "people", said }, stay: "passing" };
  });

  async function decide(inside: Inside): Promise<PeopleAnswer> {
    const { tx } = inside;
    const managers = await desk.store.members.lockManagers(tx);
    const actor = await desk.store.people.getActor(tx, inside.actor.userId);
    if (!isOpsManager(actor)) return refusePeople({ type: "not_manager" });
    if (command.target === null || change === null) return refusePeople(usage);
    const found = await findTarget(inside, command.target);
    if ("refusal" in found) return refusePeople(found.refusal);
    const { person } = found;
    const isLastManager = managers.every((userId) => userId === person.userId);
    return await change({ ...inside, actor, person, isLastManager });
  }
}
