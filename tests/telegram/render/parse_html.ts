/**
 * Reads Telegram's HTML as strictly as Telegram does (Bot API, "HTML style"): only its tags, closed
 * in order, only its named entities, no bare `<`, `>` or `&`.
 */
export class BadHtmlError extends Error {}

const tags = new Set(["b", "i", "a", "blockquote", "code"]);
const entities = new Map([["lt", "<"], ["gt", ">"], ["amp", "&"], ["quot", '"']]);

/** The visible text. */
export function parseHtml(html: string): string {
  const open: string[] = [];
  let text = "";
  let at = 0;
  while (at < html.length) {
    const rest = html.slice(at);
    const tag = /^<(\/?)([a-z]+)( href="[^"<>]*")?>/.exec(rest);
    const entity = /^&([a-z]+);/.exec(rest);
    if (tag !== null) {
      const [whole, slash, name = "", href] = tag;
      if (!tags.has(name) || (href !== undefined) !== (name === "a" && slash === "")) {
        throw new BadHtmlError(`Unknown tag ${whole}`);
      }
      if (slash === "") open.push(name);
      else if (open.pop() !== name) throw new BadHtmlError(`Tag ${whole} closes nothing`);
      at += whole.length;
    } else if (entity !== null) {
      const character = entities.get(entity[1] ?? "");
      if (character === undefined) throw new BadHtmlError(`Unknown entity ${entity[0]}`);
      text += character;
      at += entity[0].length;
    } else {
      if (/^[<>&]/.test(rest)) throw new BadHtmlError(`Bare ${rest.slice(0, 10)}`);
      text += rest[0];
      at += 1;
    }
  }
  if (open.length > 0) throw new BadHtmlError(`Never closed: ${open.join(", ")}`);
  if (!text.isWellFormed()) throw new BadHtmlError("Half of a character");
  return text;
}
