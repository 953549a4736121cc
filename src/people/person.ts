import type { UserId } from "./ids.ts";

/** A person as Telegram names them; names are shown, never trusted for a right. */
export interface Person {
  readonly userId: UserId;
  readonly firstName: string;
  readonly lastName: string | null;
  /** Without the @. */
  readonly username: string | null;
  readonly languageCode: string | null;
}
