/** One incident's life from its report to wherever it is left. */
import { cancel, finish, reopen } from "./finish.ts";
import { hesitate, type Life } from "./person_in_life.ts";
import { chooseDepartment, report } from "./report_and_choose.ts";
import { claim, handOn, listWhoHasIt, playAsides } from "./work_on_it.ts";

/** @returns when nobody does anything any more */
export async function playLife(life: Life): Promise<void> {
  const { plan } = life;
  await hesitate(life);
  if (await report(life) === null) return;
  if (plan.end === "cancelled_at_once") return await cancel(life, plan.reporter);
  if (plan.end === "left_without_department") return;
  if (!await chooseDepartment(life)) return;
  if (plan.end === "left_waiting") return;
  let turn = plan.turn;
  let responders = await claim(life, turn);
  await playAsides(life, responders);
  const [first] = responders;
  if (plan.handedOn !== null && first !== undefined) {
    if (await handOn(life, first, plan.handedOn)) {
      turn = plan.handedOn;
      responders = await claim(life, turn);
    }
  }
  await finish(life, plan.end, listWhoHasIt(life, turn.claimers));
  if (plan.reopened === null || life.world.signal.aborted) return;
  if (!await reopen(life, plan.reopened.by)) return;
  if (plan.reopened.again === "left") return;
  await finish(life, "resolved", await claim(life, turn));
}
