/** A browser for tests of pages. */
import { type Browser, chromium } from "playwright-core";
import { chromium as onPath, chromiumPath, type Requirement } from "./requirement.ts";

/**
 * The Chromium to drive: what `CHROMIUM_PATH` names, else the one that is installed.
 *
 * @returns null where there is none; the tests that need one then report themselves as ignored
 */
export function findChromium(): string | null {
  return Deno.env.get("CHROMIUM_PATH") || chromiumPath;
}

/** For `testWith`: a test that needs a browser. */
export const aBrowser: Requirement = {
  isMet: findChromium() !== null,
  howTo: onPath.howTo,
};

/** What Chromium is started with in a test: it shows no window and calls nobody. */
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a browser; whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(`there is no Chromium here: ${onPath.howTo}`);
  return await chromium.launch({ executablePath, args: ARGUMENTS });
}
