import { answerQuietly } from "../answering.ts";
import type { Desk } from "../desk.ts";
import type { Incoming } from "../incoming.ts";
import { answerInOrganisation } from "../in_organisation.ts";

/** `/departments`: in private where that is open or was asked there, else in the group for five minutes. */
export function showDepartments(desk: Desk, incoming: Incoming): Promise<void> {
  return answerInOrganisation(desk, incoming, async ({ tx, group }) => {
    const answer = { type: "departments", said: { type: "listed" } } as const;
    await answerQuietly(desk.store, tx, incoming, group, answer);
    return null;
  });
}
