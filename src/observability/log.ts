import {
  configureSync,
  getJsonLinesFormatter,
  getLogger,
  getTextFormatter,
  type Logger,
  type LogRecord,
  type TextFormatter,
  withFilter,
} from "@logtape/logtape";
import type { Log, LogFields } from "../desk/ports/log.ts";
import { createRedact } from "./redact.ts";
import { renderFields } from "./render_fields.ts";
import { listWorkFields } from "./work_scope.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

export type { Log, LogFields };

/** A warning or an error, as it is passed on. */
export type ForwardedLine = {
  readonly level: "warn" | "error";
  readonly message: string;
  readonly fields: LogFields;
};

export type LogOptions = {
  /** lines below it are left out */
  readonly level: LogLevel;
  readonly format: "text" | "json";
  /** blanked wherever they turn up, for instance in the message of somebody else's error */
  readonly secrets: readonly string[];
  /** takes each finished line, without its line break; warnings and errors go to stderr */
  readonly write?: (level: LogLevel, line: string) => void;
  /** takes each warning and error besides, whatever the level of the lines; it must not throw */
  readonly forward?: (line: ForwardedLine) => void;
};

/** Whatever tells of the forwarding itself stays here: forwarded, it would cause the next one. */
const localCategory = "local";

/**
 * Sets up the program's one log. LogTape keeps its configuration for the whole process: a second
 * call replaces the first one's.
 */
export function createLog(options: LogOptions): Log {
  const { level, format, secrets, write = writeLine, forward = () => {} } = options;
  const redact = createRedact(secrets);
  const formatted: TextFormatter = format === "json" ? jsonLine : textLine;
  const lines = (record: LogRecord) => {
    write(levelOf(record.level), redact(formatted(withWorkFields(record)).trimEnd()));
  };
  const forwarding = (record: LogRecord) => {
    const message = record.message.join("");
    const forwarded = levelOf(record.level) === "warn" ? "warn" : "error";
    forward({ level: forwarded, message, fields: withWorkFields(record).properties });
  };
  configureSync({
    reset: true,
    sinks: {
      lines: withFilter(lines, toLogTape(level)),
      forwarding: withFilter(forwarding, "warning"),
    },
    loggers: [
      {
        category: ["roadcall"],
        sinks: ["lines", "forwarding"],
        lowestLevel: level === "error" ? "warning" : toLogTape(level),
      },
      { category: ["roadcall", localCategory], sinks: ["lines"], parentSinks: "override" },
      // LogTape's own troubles; without this entry it greets at every start.
      { category: ["logtape"], sinks: ["lines"], lowestLevel: "warning" },
    ],
  });
  return wrap(getLogger(["roadcall"]));
}

/** The log for what must not be forwarded; it has the lines of {@link createLog}. */
export function getLocalLog(): Log {
  return wrap(getLogger(["roadcall", localCategory]));
}

function withWorkFields(record: LogRecord): LogRecord {
  return { ...record, properties: { ...listWorkFields(), ...record.properties } };
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
