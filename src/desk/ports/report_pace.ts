import type { ChatId, UserId } from "../../people/ids.ts";
import type { Transaction } from "./database.ts";

/** How many reports are taken within a minute. */
export interface ReportLimits {
  /** In whatever chats. */
  readonly perPerson: number;
  readonly perGroup: number;
}

export const fullMeasures = ["person", "chat"] as const;

/** Whether a report is taken. Who was told to wait waits a minute, and then has all of it again. */
export type Admission =
  | { readonly type: "taken" }
  | {
    readonly type: "refused";
    /** Whose measure is full. */
    readonly full: (typeof fullMeasures)[number];
    /**
     * Words where nobody has been told yet; a sign for each further person of a chat that was told;
     * nothing for who knows.
     */
    readonly tell: "words" | "sign" | "nothing";
  };

/** Where replicas agree how fast people may report; the database's clock decides. */
export interface ReportPaceRepository {
  /**
   * Counts a report, across organisations. Until the end of the transaction nobody else can count
   * one of the same person or chat, so that two at once cannot both be the last.
   */
  admit(
    tx: Transaction,
    by: { readonly chatId: ChatId; readonly userId: UserId },
    limits: ReportLimits,
  ): Promise<Admission>;
  /** Forgets what does not count any more; returns how many went. */
  prune(tx: Transaction): Promise<number>;
}
