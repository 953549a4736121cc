/** Words behind which Postgres quotes a name of the schema, not a value. */
const named =
  /\b(?:relation|table|column|constraint|index|sequence|view|type|function|schema|database|role|user|policy|trigger|extension|parameter|savepoint|cursor|of|by) $/;

/** A text without what it quotes, but for names of the schema; such as a reason for the log. */
export function hideQuoted(text: string): string {
  return text.replaceAll(
    /"[^"]*"/g,
    (quote, at: number) => named.test(text.slice(0, at)) ? quote : '"…"',
  );
}

/**
 * The message of an error without what it quotes, where that may be what people wrote: Postgres
 * quotes values that do not fit, parsers quote what they could not read, Telegram quotes the tag
 * that it does not know.
 *
 * @param type the error's class
 */
export function hideQuotes(type: string, message: string): string {
  switch (type) {
    case "PostgresError":
      return hideQuoted(message);
    case "SyntaxError":
      return message.replace(/"[\s\S]*"/, '"…"')
        .replace(/^Cannot convert [\s\S]* to a BigInt$/, "Cannot convert … to a BigInt");
    case "ValiError":
      return message.replace(/\breceived [\s\S]*$/, "received …");
    case "GrammyError":
      return message.replaceAll(/"[\s\S]*"/g, '"…"');
    default:
      return message.replace(/^(Invalid URL: )[\s\S]*$/, "$1…");
  }
}
