import type { Answer } from "./answer.ts";
import { answerNowhere, answerQuietly } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";
import type { Transaction } from "./ports.ts";

/** `/open`, `/mine` and `/incident`; the number is null where none was given. */
export interface Question extends Incoming {
  readonly about:
    | { readonly type: "open" }
    | { readonly type: "mine" }
    | { readonly type: "incident"; readonly number: number | null };
}

/** Answers in private where that is open or was asked there, else in the group for five minutes. */
export function showIncidents(desk: Desk, question: Question): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const { fresh, group, organisation } = await enter(store, tx, question);
    if (!fresh) return;
    if (organisation === null) return await answerNowhere(store, tx, question);
    const answer = await find(desk, tx, question);
    await answerQuietly(store, tx, question, group, answer);
  });
}

async function find(
  desk: Desk,
  tx: Transaction,
  { about, person }: Question,
): Promise<Answer> {
  if (about.type === "open") return { type: "open_incidents" };
  if (about.type === "mine") return { type: "my_incidents" };
  if (about.number === null) return { type: "incident_usage" };
  const { incidents } = desk.store;
  const id = await incidents.findVisibleIncidentId(tx, about.number, person.userId);
  return id === null
    ? { type: "incident_not_found", number: about.number }
    : { type: "incident", incidentId: id };
}
