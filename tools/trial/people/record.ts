/** What people write down of what they do and of what they are told: the judge's one side. */
import type { Pressed, RecordEntry, TrialRecord } from "../ports.ts";

interface Deed extends RecordEntry {
  /** Which life it was part of. */
  readonly life: number;
  readonly personId: number;
}

/** Words of a person carry a tag that no other words carry, so that they are found wherever they are. */
interface Written extends Deed {
  readonly messageId: number;
  readonly tag: string;
}

/** How somebody reports. */
export const waysToReport = ["words", "caption", "reply", "bare", "photo"] as const;
export type WayToReport = (typeof waysToReport)[number];

/** `/ticket`, in whichever way. */
export interface ReportEntry extends Written {
  readonly kind: "report";
  /** A `photo` has no words: what happened is asked for, and only the answer reports it. */
  readonly how: WayToReport;
}

/** What somebody meant by words. */
export type Meaning =
  | "summary"
  | "comment"
  | "comment_command"
  | "reopen_command"
  /** The answer to what a photo without words was asked. */
  | "description";

/** A message about an incident, or one to be. */
export interface WordsEntry extends Written {
  readonly kind: "words";
  readonly meaning: Meaning;
  /** The incident's number as its card says; null for a description. */
  readonly number: number | null;
  /** False where the message that it answers was gone already: then it is mere talk. */
  readonly heard: boolean;
}

/** Other words for what was reported, in the message that reported it. */
export interface EditEntry extends Written {
  readonly kind: "edit";
}

/** A press of a button. */
export interface PressEntry extends Deed {
  readonly kind: "press";
  readonly messageId: number;
  /** As the button carries it. */
  readonly data: string;
  readonly label: string;
  /** The card's first line as the person saw it. */
  readonly saw: string;
  /** When the person was answered, or gave up waiting; as `at`. */
  until: number;
  /** What the client showed; `answered: false` where it showed nothing. */
  told: Pressed;
}

export type Entry = ReportEntry | WordsEntry | EditEntry | PressEntry;

export interface PeopleRecord extends TrialRecord {
  readonly entries: readonly Entry[];
}
