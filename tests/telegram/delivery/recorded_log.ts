import type { Log, LogFields } from "../../../src/desk/ports.ts";

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that keeps its lines. */
export interface RecordedLog extends Log {
  readonly lines: readonly LogLine[];
  /** The messages of one level. */
  messages(level: LogLine["level"]): readonly string[];
}

export function createRecordedLog(): RecordedLog {
  const lines: LogLine[] = [];
  function create(above: LogFields): Log {
    const at = (level: LogLine["level"]) => (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields: { ...above, ...fields } });
    };
    return {
      debug: at("debug"),
      info: at("info"),
      warn: at("warn"),
      error: at("error"),
      child: (fields) => create({ ...above, ...fields }),
    };
  }
  return {
    ...create({}),
    lines,
    messages: (level) => lines.filter((line) => line.level === level).map((line) => line.message),
  };
}
