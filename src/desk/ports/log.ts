/** What is known about what a line tells of. A thrown value is called `error`. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the program says what it does. A message is fixed words; what varies is a field. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A log that adds these fields to each of its lines. */
  child(fields: LogFields): Log;
}
