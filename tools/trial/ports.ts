/**
 * What the parts of the trial know of one another. The world (`world/`) runs the program, its
 * Postgres and Telegram, and makes trouble; people (`people/`) live in it and keep a record; the
 * judge (`judge/`) holds the record against what is there in the end.
 */
import type { Sandbox } from "../sandbox/control.ts";
import type { Random } from "./random.ts";

/** A member of a group, and of departments of its organisation. */
export interface TrialPerson {
  readonly id: number;
  readonly firstName: string;
  /** As in the program: each role may do what the one before may. */
  readonly role: "driver" | "dispatcher" | "ops_manager";
  /** Names of the departments that they belong to; empty for drivers. */
  readonly departments: readonly string[];
}

/** A group that is connected already, in which people live. */
export interface TrialGroup {
  readonly chatId: number;
  readonly title: string;
  /** Its organisation's name. Incidents' numbers are counted for each organisation. */
  readonly organisation: string;
  /** Of the organisation, as their buttons name them. */
  readonly departments: readonly string[];
  readonly people: readonly TrialPerson[];
}

/** Where people live. */
export interface TrialWorld {
  /** The same chance for the same stream of the same seed. */
  random(stream: string): Random;
  /** Telegram, in this very process: people act through `sandbox.as(id)`, and look into chats. */
  readonly sandbox: Sandbox;
  /** The bot's id as a user: the author of its messages. */
  readonly botId: number;
  readonly groups: readonly TrialGroup[];
  /** How many seconds pass in this world while one passes on the wall. */
  readonly scale: number;
  /** Milliseconds since the epoch, in this world's time: the sandbox's, and nearly the database's. */
  now(): number;
  /** Lets seconds of this world's time pass; ends early when {@link signal} aborts. */
  pause(seconds: number): Promise<void>;
  /**
   * Asks the predicate at once and then whenever something changes in this chat, and only then:
   * thousands wait at once. `sandbox.until` asks at each change anywhere, which is too much here.
   *
   * @param seconds of this world's time
   * @returns what the predicate found; null once the time is up, or {@link signal} has aborted
   */
  awaitIn<T>(
    chatId: number,
    predicate: () => T | null | undefined | false,
    seconds: number,
  ): Promise<T | null>;
  /** Presses a button and waits this world's half a minute, as long as a press may be answered. */
  press(personId: number, chatId: number, messageId: number, label: string): Promise<Pressed>;
  /** Aborted when time is up: whoever lives begins nothing new and ends soon. */
  readonly signal: AbortSignal;
}

/** What a person's client shows after a press. */
export interface Pressed {
  /** False where no answer came in time: the person does not know what became of it. */
  readonly answered: boolean;
  readonly text: string;
  readonly alert: boolean;
}

export interface PeopleOptions {
  /** How many incidents are lived through, over all groups. */
  readonly lives: number;
  /** How many lives are under way at once, at most. */
  readonly atOnce: number;
}

/** Plays all lives; resolves when the last one is over. */
export type PlayPeople = (world: TrialWorld, options: PeopleOptions) => Promise<TrialRecord>;

/** What people did and were told. Plain data: it is written down as JSON lines after a breach. */
export interface TrialRecord {
  readonly entries: readonly RecordEntry[];
  /** Rows of the table about what people did, in this order: `{ name: "claims pressed", count }`. */
  readonly figures: readonly TrialFigure[];
}

/** People and the judge agree on what else is in it (`people/record.ts`). */
export interface RecordEntry {
  /** In this world's time, milliseconds since the epoch. */
  readonly at: number;
  readonly chatId: number;
  readonly kind: string;
}

export interface TrialFigure {
  readonly name: string;
  readonly count: number;
}

/** What the judge looks at, once faults are off and nothing is owed to Telegram any more. */
export interface Evidence<R extends TrialRecord = TrialRecord> {
  readonly record: R;
  /** A login that sees everything, past row-level security. */
  readonly databaseUrl: string;
  readonly sandbox: Sandbox;
  readonly botId: number;
  readonly groups: readonly TrialGroup[];
  readonly scale: number;
}

export type Judge = (evidence: Evidence) => Promise<Verdict>;

export interface Verdict {
  /** Rows of the table, in this order. */
  readonly checks: readonly TrialCheck[];
  readonly breaches: readonly TrialBreach[];
}

export interface TrialCheck {
  /** "every acknowledged action is there exactly once" */
  readonly name: string;
  /** How many things were held against it. */
  readonly looked: number;
  readonly breaches: number;
}

export interface TrialBreach {
  /** The check's name. */
  readonly check: string;
  /** In one line, with the incident's organisation and number where there is one. */
  readonly what: string;
  /** Plain data that helps to find out: entries of the record, rows, messages. */
  readonly evidence: unknown;
}
