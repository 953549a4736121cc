import { findSourceMap } from "node:module";
import type { FrameOptions, Place } from "./describe_frame.ts";

/** So many functions are kept by their place; a program that makes more of them starts anew. */
const MOST_PLACES = 20_000;

type Original = ReturnType<FrameOptions["findOriginal"]>;

/** Finds what was written in TypeScript from where it runs as JavaScript. */
export interface OriginalLocator {
  readonly findOriginal: FrameOptions["findOriginal"];
  /**
   * Reads the source maps of scripts that were not seen before, each in a turn of its own: one takes
   * about a millisecond, and dozens at once would hold up everything else.
   */
  prepare(urls: Iterable<string>): Promise<void>;
}

/** Deno keeps a source map for every script that it translated. */
export function createOriginalLocator(): OriginalLocator {
  const places = new Map<string, Original>();
  const prepared = new Set<string>();
  return {
    findOriginal(place) {
      const key = `${place.url}:${place.line}:${place.column}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      if (places.size >= MOST_PLACES) places.clear();
      const found = look(place);
      places.set(key, found);
      return found;
    },
    async prepare(urls) {
      for (const url of new Set(urls)) {
        if (prepared.has(url) || !isTranslated(url)) continue;
        prepared.add(url);
        findMap(url);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    },
  };
}

function look({ url, line, column }: Place): Original {
  if (!isTranslated(url)) return null;
  const entry = findMap(url)?.findEntry(line, column);
  // Node's types promise an entry; where nothing is mapped there is an empty object.
  if (entry === undefined || !("originalLine" in entry)) return null;
  return { line: entry.originalLine, column: entry.originalColumn };
}

function isTranslated(url: string): boolean {
  return url.startsWith("file:") && /\.(?:[cm]?ts|[jt]sx)$/.test(url);
}

function findMap(url: string) {
  // It looks scripts up by their path as Deno knows it, not by their address.
  const path = URL.parse(url)?.pathname;
  return path === undefined ? undefined : findSourceMap(decodeURIComponent(path));
}
