/** The files that the page is made of beside its markup. */

export interface Asset {
  readonly url: URL;
  readonly type: string;
}

const STYLE = "text/css; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";

const TYPES: ReadonlyMap<string, string> = new Map([
  ["layout.css", STYLE],
  ["messages.css", STYLE],
  ["composer.css", STYLE],
  ["icon.svg", "image/svg+xml"],
  ["main.js", SCRIPT],
  ["live.js", SCRIPT],
  ["patch.js", SCRIPT],
  ["scroll.js", SCRIPT],
  ["composer.js", SCRIPT],
  ["suggestions.js", SCRIPT],
  ["message_menu.js", SCRIPT],
  ["acts.js", SCRIPT],
]);

/** @returns null for any name that is not one of the page's own files */
export function findAsset(name: string): Asset | null {
  const type = TYPES.get(name);
  return type === undefined ? null : { url: new URL(`./assets/${name}`, import.meta.url), type };
}
