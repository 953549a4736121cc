import type { OrganisationId, UserId } from "../people/ids.ts";
import type { Store } from "./ports.ts";

export interface NamedOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
}

export type Grant =
  | { readonly type: "granted" | "already"; readonly organisation: NamedOrganisation }
  /** Several bear the name. */
  | { readonly type: "ambiguous"; readonly organisations: readonly NamedOrganisation[] }
  | { readonly type: "not_found"; readonly organisations: readonly NamedOrganisation[] };

/**
 * Makes somebody an OpsManager on the operator's word: where the last one is gone nobody else can.
 *
 * @param wanted the organisation's id, or its name in any case
 */
export function grantManager(
  { database, organisations, people }: Pick<Store, "database" | "organisations" | "people">,
  wanted: string,
  userId: UserId,
): Promise<Grant> {
  return database.transaction(async (tx): Promise<Grant> => {
    const all = await organisations.listOrganisations(tx);
    const name = wanted.trim().toLowerCase();
    const byId = all.filter(({ id }) => String(id) === name);
    const found = byId.length > 0 ? byId : all.filter((one) => one.name.toLowerCase() === name);
    const [organisation, ...others] = found;
    if (organisation === undefined) return { type: "not_found", organisations: all };
    if (others.length > 0) return { type: "ambiguous", organisations: found };

    await organisations.enterOrganisation(tx, organisation.id);
    const [person, actor] = await Promise.all([
      people.findPerson(tx, userId),
      people.getActor(tx, userId),
    ]);
    if (actor.role === "ops_manager") return { type: "already", organisation };
    if (person === null) {
      // Their names come with the first thing they do.
      const names = { firstName: "", lastName: null, username: null, languageCode: null };
      await people.rememberPerson(tx, { userId, ...names });
    }
    await people.setRole(tx, userId, "ops_manager");
    return { type: "granted", organisation };
  });
}
