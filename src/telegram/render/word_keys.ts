/**
 * Every key of `words/en.ftl` with its variables, so that a wrong one does not compile. A test
 * compares them with the file.
 */
import { answerKeys } from "./word_keys/answer_keys.ts";
import { catchUpKeys } from "./word_keys/catch_up_keys.ts";
import { cardKeys } from "./word_keys/card_keys.ts";
import { groupKeys } from "./word_keys/group_keys.ts";
import { departmentKeys } from "./word_keys/department_keys.ts";
import { privateKeys } from "./word_keys/private_keys.ts";
import { peopleKeys } from "./word_keys/people_keys.ts";
import { pressKeys } from "./word_keys/press_keys.ts";
import { talkKeys } from "./word_keys/talk_keys.ts";
import { reminderKeys } from "./word_keys/reminder_keys.ts";
import { settingsKeys } from "./word_keys/settings_keys.ts";
import { reportKeys } from "./word_keys/report_keys.ts";

const wordKeys = {
  ...cardKeys,
  ...departmentKeys,
  ...peopleKeys,
  ...settingsKeys,
  ...pressKeys,
  ...answerKeys,
  ...privateKeys,
  ...reminderKeys,
  ...catchUpKeys,
  ...talkKeys,
  ...groupKeys,
  ...reportKeys,
} as const;

export type WordKey = keyof typeof wordKeys;
export type WordVariables<K extends WordKey> = (typeof wordKeys)[K][number];

/** The variables of each key, sorted. */
export const wordVariables: Readonly<Record<WordKey, readonly string[]>> = wordKeys;
