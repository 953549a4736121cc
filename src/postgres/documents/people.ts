import * as v from "valibot";
import type { UserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import { userId } from "./ids.ts";

const people: v.GenericSchema<unknown, readonly Person[]> = v.array(v.object({
  userId,
  firstName: v.string(),
  lastName: v.nullable(v.string()),
  username: v.nullable(v.string()),
  languageCode: v.nullable(v.string()),
}));

/** People as a statement gathers them into one column. @throws where they are none. */
export const parsePeople: (document: unknown) => readonly Person[] = v.parser(people);

/** @throws where the document is no list of people's ids. */
export const parseUserIds: (document: unknown) => readonly UserId[] = v.parser(v.array(userId));
