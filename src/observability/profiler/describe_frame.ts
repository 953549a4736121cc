import type { Profiler } from "node:inspector/promises";
import type { Frame } from "./sample_profile.ts";

/** A place in a script as it runs; lines and columns from 0, as V8 counts them. */
export interface Place {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

export interface FrameOptions {
  /** The project's folder, a `file:` URL that ends in a slash. */
  readonly root: URL;
  /** Where in its source a place of a running script was written; null where that is not known. */
  readonly findOriginal: (
    place: Place,
  ) => { readonly line: number; readonly column: number } | null;
}

/**
 * Makes a function that tells a call of V8's profile as a frame of Sentry's. No path of the machine
 * gets into a frame: what lies in the project is told from there, a package by its name and
 * version, and of any other file only its own name is said.
 */
export function createDescribeFrame(
  { root, findOriginal }: FrameOptions,
): (callFrame: Profiler.Profile["nodes"][number]["callFrame"]) => Frame {
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const { path, isOwn } = findPlace(url, root);
    // A module's own code, outside of any function, has no line.
    const isModule = lineNumber < 0 && url !== "";
    const frame: Frame = {
      function: functionName || (isModule ? "module" : "anonymous"),
      in_app: isOwn,
    };
    if (path === "") return frame;
    frame.abs_path = path;
    frame.module = path.replace(/\.[cm]?[jt]sx?$/, "");
    if (lineNumber < 0) return frame;
    const running = { url, line: lineNumber, column: Math.max(columnNumber, 0) };
    const { line, column } = (isOwn ? findOriginal(running) : null) ?? running;
    frame.lineno = line + 1;
    frame.colno = column + 1;
    return frame;
  };
}

/** Where a script is said to lie, and whether it is one of the project. */
export function findPlace(
  url: string,
  root: URL,
): { readonly path: string; readonly isOwn: boolean } {
  if (url === "") return { path: "", isOwn: false };
  // A module of compiled code is called by a hash, which says nothing to anybody.
  if (url.startsWith("wasm:")) return { path: "wasm", isOwn: false };
  // Deno's and Node's own: `ext:core/01_core.js`, `node:events`.
  if (!/^(?:file|https?):/.test(url)) return { path: url, isOwn: false };
  const pathname = decode(URL.parse(url)?.pathname ?? "");
  const ofPackage = findPackagePath(pathname);
  if (ofPackage !== null) return { path: ofPackage, isOwn: false };
  const folder = decode(root.pathname);
  if (url.startsWith("file:") && pathname.startsWith(folder)) {
    return { path: pathname.slice(folder.length), isOwn: true };
  }
  return { path: pathname.slice(pathname.lastIndexOf("/") + 1), isOwn: false };
}

/** In Deno's cache (`…/npm/<registry>/<name>/<version>/…`), or in a folder `node_modules`. */
function findPackagePath(pathname: string): string | null {
  const cached = /\/npm\/[^/]+\/((?:@[^/]+\/)?[^/]+)\/(\d+\.[^/]+)\/(.+)$/.exec(pathname);
  if (cached !== null) return `npm:${cached[1]}@${cached[2]}/${cached[3]}`;
  const installed = /^.*\/node_modules\/(.+)$/.exec(pathname);
  return installed === null ? null : `npm:${installed[1]}`;
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
