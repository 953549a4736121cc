/** The files that the page is made of beside its markup; some are those of the chats. */

export interface Asset {
  readonly url: URL;
  readonly type: string;
}

const STYLE = "text/css; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";
const CHATS = "../../sandbox/page/assets";

const ASSETS: ReadonlyMap<string, { readonly path: string; readonly type: string }> = new Map([
  ["layout.css", { path: `${CHATS}/layout.css`, type: STYLE }],
  ["patch.js", { path: `${CHATS}/patch.js`, type: SCRIPT }],
  ["inbox.css", { path: "./assets/inbox.css", type: STYLE }],
  ["details.css", { path: "./assets/details.css", type: STYLE }],
  ["inbox.js", { path: "./assets/inbox.js", type: SCRIPT }],
  ["live.js", { path: "./assets/live.js", type: SCRIPT }],
  ["icon.svg", { path: "./assets/icon.svg", type: "image/svg+xml" }],
]);

/** @returns null for any name that is not one of the page's own files */
export function findAsset(name: string): Asset | null {
  const asset = ASSETS.get(name);
  return asset === undefined
    ? null
    : { url: new URL(asset.path, import.meta.url), type: asset.type };
}
