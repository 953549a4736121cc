/**
 * Ends the program in order where an error reached nobody: tells of it, then exits with 1. Left to
 * Deno it would end as well, but unseen by Sentry, and with the error printed as it stands, tokens
 * in it included.
 *
 * @param tell is given the error, and has the time it takes to tell of it before the exit; it must
 *   see to it itself that this is short
 */
export function watchCrashes(tell: (error: unknown) => Promise<void>): void {
  let ending = false;
  const end = (event: Event, error: unknown) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    void tell(error).catch(() => {}).then(() => Deno.exit(1));
  };
  globalThis.addEventListener("unhandledrejection", (event) => end(event, event.reason));
  globalThis.addEventListener("error", (event) => end(event, event.error ?? event.message));
}
