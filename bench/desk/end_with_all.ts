import { killBots } from "./start_bot.ts";

/** Leaves no process behind where a bench is broken off or fails. */
export function endWithAll(): void {
  globalThis.addEventListener("unload", killBots);
  globalThis.addEventListener("unhandledrejection", killBots);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => Deno.exit(130));
  }
}
