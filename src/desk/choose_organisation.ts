import type { OrganisationId } from "../people/ids.ts";
import { answerNowhere, createReply } from "./answering.ts";
import type { Desk } from "./desk.ts";
import { enterNamedOrganisation } from "./enter_named.ts";
import { enter, type Incoming, isPrivate } from "./incoming.ts";
import type { PressOutcome } from "./outcome.ts";

/** `/organisation` in private: which one the chat speaks of, and a choice where there are several. */
export function showOrganisation(desk: Desk, incoming: Incoming): Promise<void> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const [{ fresh, organisation }, all] = await Promise.all([
      enter(store, tx, incoming),
      store.organisations.listOrganisationsOf(tx, incoming.person.userId),
    ]);
    if (!fresh) return;
    if (organisation === null) return await answerNowhere(store, tx, incoming);
    const answer = all.length > 1
      ? { type: "organisation_asked" } as const
      : { type: "organisation_chosen", organisation: organisation.name } as const;
    await store.deliveries.enqueue(tx, [createReply(incoming, null, answer, "stays")]);
  });
}

/** A press on an organisation's name. */
export interface OrganisationPress extends Incoming {
  readonly organisationId: OrganisationId;
}

/** From now on the person's private chat speaks of this organisation, where they belong to it. */
export function chooseOrganisation(desk: Desk, press: OrganisationPress): Promise<PressOutcome> {
  const { store } = desk;
  const { userId } = press.person;
  return store.database.transaction(async (tx): Promise<PressOutcome> => {
    const { fresh, organisation } = await enterNamedOrganisation(
      store,
      tx,
      press,
      press.organisationId,
    );
    if (!fresh) return { type: "duplicate" };
    if (organisation === null || !isPrivate(press.place)) return { type: "not_here" };
    const { place, messageId } = press;
    const answer = { type: "organisation_chosen", organisation: organisation.name } as const;
    await Promise.all([
      store.organisations.chooseHome(tx, userId),
      store.deliveries.enqueue(tx, [
        { place, content: { kind: "delete_message", messageId } },
        createReply(press, null, answer, "stays"),
      ]),
    ]);
    return { type: "stepped" };
  });
}
