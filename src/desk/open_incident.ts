import type { Actor } from "../people/role.ts";
import { open } from "../incident/transition.ts";
import type { MessageId } from "../people/ids.ts";
import type { Desk } from "./desk.ts";
import type { Group, Place, Source, Transaction } from "./ports.ts";
import { setTimers } from "./timers/set_timers.ts";

/** Writes a report down with its words and sources, and orders its card. */
export async function openIncident(
  desk: Desk,
  tx: Transaction,
  report: {
    readonly group: Group;
    readonly actor: Actor;
    readonly place: Place;
    /** Already trimmed and of a good length. */
    readonly description: string;
    readonly sources: readonly Source[];
    /** What the card replies to: the person's report. */
    readonly replyTo: MessageId;
  },
): Promise<void> {
  const { incidents, messages } = desk.store;
  const { group, actor, place } = report;
  const { id, number, at } = await incidents.reserveIncident(tx);
  const opened = open({
    type: "open",
    actor,
    id,
    organisationId: group.organisation.id,
    groupId: group.id,
    number,
  }, at);
  await Promise.all([
    incidents.insertIncident(tx, {
      after: opened.incident,
      events: opened.events,
      texts: [{
        ordinal: 1,
        kind: "description",
        authorId: actor.userId,
        body: report.description,
      }],
      place,
      sources: report.sources,
    }),
    messages.createCard(tx, {
      incidentId: id,
      place,
      purpose: "group",
      replyTo: report.replyTo,
    }),
    setTimers(
      desk.store,
      tx,
      { before: null, after: opened.incident },
      // No department has it yet.
      group.organisation,
    ),
  ]);
}
