import type { Log, LogFields } from "../../src/desk/ports.ts";

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that keeps its lines for a test to look at. */
export interface RecordedLog extends Log {
  readonly lines: readonly LogLine[];
}

export function createRecordedLog(lines: LogLine[] = [], outer: LogFields = {}): RecordedLog {
  const write = (level: LogLine["level"]) => (message: string, fields: LogFields = {}) => {
    lines.push({ level, message, fields: { ...outer, ...fields } });
  };
  return {
    lines,
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    child: (fields) => createRecordedLog(lines, { ...outer, ...fields }),
  };
}
