import type { LogFields } from "../../desk/ports.ts";
import { renderValue } from "../render_fields.ts";
import { hideQuoted, hideQuotes } from "./hide_quotes.ts";

/**
 * The fields of a line as attributes of a Sentry log; an error by its class and message, and a text
 * without what it quotes: a reason in others' words may quote what people wrote.
 */
export function describeFields(fields: LogFields): Record<string, string | number | boolean> {
  const attributes: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Error) {
      attributes[`${name}.type`] = value.name;
      attributes[`${name}.message`] = hideQuotes(value.name, value.message);
    } else if (typeof value === "string") attributes[name] = hideQuoted(value);
    else if (typeof value === "boolean") attributes[name] = value;
    else if (typeof value === "number" && Number.isFinite(value)) attributes[name] = value;
    else if (value !== undefined && value !== null) {
      attributes[name] = renderValue(value, hideQuoted);
    }
  }
  return attributes;
}
