import type { Desk } from "../desk.ts";
import { type Incoming, isPrivate } from "../incoming.ts";
import type { Target } from "./find_target.ts";

/**
 * Whoever was seen with a name may have lost it since, and somebody else may have it by now. So
 * before a command that names somebody is carried out, Telegram is asked what the person known by
 * that name is called today. Where it does not say, what was seen last holds.
 *
 * Runs before the command's transaction.
 */
export async function refreshBearer(
  { store, directory }: Desk,
  { place }: Incoming,
  target: Target,
): Promise<void> {
  if (target?.type !== "username" || isPrivate(place)) return;
  const { username } = target;
  const known = await store.database.transaction(async (tx) => {
    const group = await store.organisations.enterGroup(tx, place.chatId);
    const person = group && await store.people.findPersonByUsername(tx, username);
    return group && person && { person, organisationId: group.organisation.id };
  });
  if (known === null) return;
  const { person, organisationId } = known;
  const now = await directory.findPerson(place.chatId, person.userId);
  if (now === null || now.username === person.username) return;
  await store.database.transaction(async (tx) => {
    // The organisation alone: that they are in this group is not known by it.
    await store.organisations.enterOrganisation(tx, organisationId);
    await store.people.rememberPerson(tx, { ...now, languageCode: person.languageCode });
  });
}
