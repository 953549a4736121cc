/** Links a message may carry: which are safe, and which lead to somewhere on this page. */

const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** Where a link leads within the sandbox. */
export type LinkTarget =
  | { readonly kind: "message"; readonly chatId: number; readonly messageId: number }
  | { readonly kind: "start"; readonly username: string; readonly payload: string }
  | { readonly kind: "outside"; readonly href: string };

/**
 * What a link in a message leads to.
 *
 * @param text a URL as written; without a scheme it is taken as `https`, as Telegram does
 * @returns null where the scheme is none that a chat may open (`javascript:`, `data:` …)
 */
export function parseLink(text: string): LinkTarget | null {
  const written = text.trim();
  const url = URL.parse(written) ?? URL.parse(`https://${written}`);
  if (url === null) return null;
  // "example.com:8080" parses as the scheme "example.com:"; a scheme has no dot
  const withScheme = url.protocol.includes(".") ? URL.parse(`https://${written}`) : url;
  if (withScheme === null || !SAFE_SCHEMES.has(withScheme.protocol)) return null;
  if (withScheme.hostname === "t.me") {
    const inside = parseTelegramPath(withScheme);
    if (inside !== null) return inside;
  }
  return { kind: "outside", href: withScheme.href };
}

/** `t.me/c/<chat>/<message>`, `t.me/c/<chat>/<thread>/<message>` and `t.me/<bot>?start=<payload>`. */
function parseTelegramPath(url: URL): LinkTarget | null {
  const message = /^\/c\/(\d+)\/(?:\d+\/)?(\d+)\/?$/.exec(url.pathname);
  if (message !== null) {
    // t.me leaves out the -100 that marks a supergroup's id in the Bot API
    return { kind: "message", chatId: Number(`-100${message[1]}`), messageId: Number(message[2]) };
  }
  const name = /^\/([A-Za-z]\w{3,31})\/?$/.exec(url.pathname);
  const payload = url.searchParams.get("start");
  if (name?.[1] === undefined) return null;
  return { kind: "start", username: name[1], payload: payload ?? "" };
}

/** The address of the page for one viewer in one chat, at a message where one is given. */
export function renderPageAddress(
  viewerId: number,
  chatId: number | null,
  more: Readonly<Record<string, string | number>> = {},
): string {
  const query = new URLSearchParams({ as: String(viewerId) });
  if (chatId !== null) query.set("chat", String(chatId));
  for (const [name, value] of Object.entries(more)) query.set(name, String(value));
  return `/?${query}`;
}
