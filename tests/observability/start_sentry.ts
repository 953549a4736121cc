import { initSentry, type SentryOptions } from "../../src/observability/sentry/init_sentry.ts";
import type { SentryInbox } from "../../tools/sentry_inbox/control.ts";
import { createInbox } from "../../tools/sentry_inbox/create_inbox.ts";

/** The program's connection to Sentry, and in its place an inbox, without a network in between. */
export function startSentry(options: Partial<SentryOptions> = {}) {
  const inbox = createInbox();
  const sentry = initSentry({
    dsn: `https://${inbox.publicKey}@127.0.0.1/${inbox.projectId}`,
    environment: "test",
    release: "roadcall@test",
    tracesSampleRate: 1,
    userDetails: "full",
    secrets: [],
    fetch: askInbox(inbox),
    ...options,
  });
  return {
    sentry,
    inbox,
    /** The inbox with all that was told so far. */
    async settled(): Promise<SentryInbox> {
      await sentry.flush(5000);
      return inbox;
    },
  };
}

/** A `fetch` that knows no other server than an inbox. */
export function askInbox(inbox: SentryInbox): typeof fetch {
  return async (input, init) => await inbox.app.fetch(new Request(input, init));
}
