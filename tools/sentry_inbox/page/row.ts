/** One line of the list. */
import type { Open } from "./page_query.ts";

export type Tone =
  | "error"
  | "warning"
  | "info"
  | "transaction"
  | "profile"
  | "check_in"
  | "log"
  | "metric"
  | "other";

export interface Row {
  /** Unique on the page and lasting, so that a live list knows it again. */
  readonly id: string;
  readonly open: Open;
  /** Decides about colour and icon. */
  readonly tone: Tone;
  /** What the icon says, for who does not see it. */
  readonly kindName: string;
  readonly title: string;
  readonly detail: string;
  /** Milliseconds since the epoch; null for what is a whole of many. */
  readonly at: number | null;
  /** A short word at the right, and whether it is bad news. */
  readonly note: string;
  readonly bad: boolean;
}
