import { isOpsManager, mayWorkIn } from "../people/permission.ts";
import type { Actor } from "../people/role.ts";
import type { Answer } from "./answer.ts";
import { answerQuietly, createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";
import type { Group, Transaction } from "./ports.ts";

/** `/open`, `/mine` and `/incident`; the number is null where none was given. */
export interface Question extends Incoming {
  readonly about:
    | { readonly type: "open" }
    | { readonly type: "mine" }
    | { readonly type: "incident"; readonly number: number | null };
}

/** Answers in private where that is open, else in the group for five minutes. */
export function showIncidents(desk: Desk, question: Question): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, actor } = await enter(store, tx, question);
    if (!fresh) return;
    if (group === null) {
      const answer = { type: "not_connected" } as const;
      await store.deliveries.enqueue(tx, [createReply(question, null, answer, "passing")]);
      return;
    }
    const answer = await find(desk, tx, question, group, actor);
    await answerQuietly(store, tx, question, group, answer);
  });
}

async function find(
  desk: Desk,
  tx: Transaction,
  { about }: Question,
  group: Group,
  actor: Actor,
): Promise<Answer> {
  if (about.type === "open") return { type: "open_incidents" };
  if (about.type === "mine") return { type: "my_incidents" };
  if (about.number === null) return { type: "incident_usage" };
  const { incidents } = desk.store;
  const id = await incidents.findIncidentIdByNumber(tx, about.number);
  const details = id === null ? null : await incidents.findIncidentDetails(tx, id);
  const notFound = { type: "incident_not_found", number: about.number } as const;
  if (id === null || details === null) return notFound;
  // Of another group it is shown to those who work on it or manage: a Driver there need not know.
  const { incident } = details;
  const visible = incident.groupId === group.id || isOpsManager(actor) ||
    (incident.session !== null && mayWorkIn(actor, incident.session.departmentId));
  return visible ? { type: "incident", incidentId: id } : notFound;
}
