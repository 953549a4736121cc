import type { Person } from "../../people/person.ts";
import type { MemberCommand } from "../add_member.ts";
import type { Inside } from "../in_organisation.ts";
import type { PeopleRefusal } from "../people_answer.ts";

/** Whom a command names. */
export type Target = MemberCommand["target"];

type Found = { readonly person: Person } | { readonly refusal: PeopleRefusal };

/** The person that a command names, or why there is none. */
export async function findTarget(
  { desk, tx }: Inside,
  target: NonNullable<Target>,
): Promise<Found> {
  const { people } = desk.store;
  if (target.type === "person") {
    if (target.isBot) return { refusal: { type: "is_bot" } };
    await people.rememberPerson(tx, target.person);
    return { person: target.person };
  }
  const person = await people.findPersonByUsername(tx, target.username);
  return person === null
    ? { refusal: { type: "unknown_person", username: target.username } }
    : { person };
}
