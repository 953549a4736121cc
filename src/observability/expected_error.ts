/** An error that is part of life: it is counted by its kind, and no event is made of it. */
export type ExpectedError = {
  /** Such as `bot_was_blocked`. */
  readonly kind: string;
  /** The method of the Bot API that was called, where it is known. */
  readonly method: string;
};

/** Looks an error up in the table of expected ones; null where it stands for a bug or a breakdown. */
export type FindExpected = (error: unknown) => ExpectedError | null;
