/** Telegram's HTML that is known to be well-formed: what people wrote is escaped in it. */
export class SafeHtml {
  /** Private, so that nothing else has this type, however it looks. */
  readonly #html: string;

  private constructor(html: string) {
    this.#html = html;
  }

  /** Takes markup as it is: only for what the program wrote itself. */
  static trust(html: string): SafeHtml {
    return new SafeHtml(html);
  }

  toString(): string {
    return this.#html;
  }
}

/** Markup that the program wrote itself, passed through unescaped. */
export function html(markup: string): SafeHtml {
  return SafeHtml.trust(markup);
}

/** People's words, made harmless. Telegram asks for `<`, `>`, `&`; quotes matter in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

export function escaped(text: string): SafeHtml {
  return html(escapeHtml(text));
}

export function joinHtml(parts: readonly SafeHtml[], separator: string): SafeHtml {
  return html(parts.join(separator));
}

export const noHtml: SafeHtml = html("");

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** What a reader sees of markup that this program wrote. */
export function getVisibleText(markup: SafeHtml | string): string {
  return String(markup)
    .replaceAll(/<[^<>]*>/g, "")
    .replaceAll(/&(lt|gt|amp|quot);/g, (_, name: string) => entities[name] ?? "");
}

/** The length that Telegram limits: UTF-16 code units after the entities are parsed. */
export function measureHtml(markup: SafeHtml | string): number {
  return getVisibleText(markup).length;
}
