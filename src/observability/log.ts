import {
  configureSync,
  getJsonLinesFormatter,
  getLogger,
  getTextFormatter,
  type Logger,
  type TextFormatter,
} from "@logtape/logtape";
import type { Log, LogFields } from "../desk/ports/log.ts";
import { createRedact } from "./redact.ts";
import { renderFields } from "./render_fields.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

export type { Log, LogFields };

export type LogOptions = {
  /** lines below it are left out */
  readonly level: LogLevel;
  readonly format: "text" | "json";
  /** blanked wherever they turn up, for instance in the message of somebody else's error */
  readonly secrets: readonly string[];
  /** takes each finished line, without its line break; warnings and errors go to stderr */
  readonly write?: (level: LogLevel, line: string) => void;
};

/**
 * Sets up the program's one log. LogTape keeps its configuration for the whole process: a second
 * call replaces the first one's.
 */
export function createLog({ level, format, secrets, write = writeLine }: LogOptions): Log {
  const redact = createRedact(secrets);
  const formatted = format === "json" ? jsonLine : textLine;
  const lines = (record: Parameters<TextFormatter>[0]) => {
    write(levelOf(record.level), redact(formatted(record).trimEnd()));
  };
  configureSync({
    reset: true,
    sinks: { lines },
    loggers: [
      { category: ["roadcall"], sinks: ["lines"], lowestLevel: toLogTape(level) },
      // LogTape's own troubles; without this entry it greets at every start.
      { category: ["logtape"], sinks: ["lines"], lowestLevel: "warning" },
    ],
  });
  return wrap(getLogger(["roadcall"]));
}

const jsonLine = getJsonLinesFormatter({ properties: "nest:fields" });

const textLine = getTextFormatter({
  timestamp: "rfc3339",
  level: "FULL",
  format: ({ timestamp, level, message, record }) =>
    `${timestamp} ${level.padEnd(7)} ${message}${renderFields(record.properties)}`,
});

function wrap(logger: Logger): Log {
  return {
    debug: (message, fields = {}) => logger.debug(literal(message), { ...fields }),
    info: (message, fields = {}) => logger.info(literal(message), { ...fields }),
    warn: (message, fields = {}) => logger.warn(literal(message), { ...fields }),
    error: (message, fields = {}) => logger.error(literal(message), { ...fields }),
    child: (fields) => wrap(logger.with({ ...fields })),
  };
}

/** LogTape fills in `{name}`; a message of ours is to be printed as it stands. */
function literal(message: string): string {
  return message.replaceAll("{", "{{").replaceAll("}", "}}");
}

function toLogTape(level: LogLevel): "debug" | "info" | "warning" | "error" {
  return level === "warn" ? "warning" : level;
}

function levelOf(level: string): LogLevel {
  if (level === "warning") return "warn";
  if (level === "error" || level === "fatal") return "error";
  return level === "info" ? "info" : "debug";
}

function writeLine(level: LogLevel, line: string): void {
  if (level === "warn" || level === "error") console.error(line);
  else console.log(line);
}
