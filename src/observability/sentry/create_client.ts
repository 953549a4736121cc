import * as Sentry from "@sentry/deno";
import { getLocalLog } from "../log.ts";
import { createRedact } from "../redact.ts";
import { hideQuotes } from "./hide_quotes.ts";
import type { SentryOptions } from "./init_sentry.ts";
import { createLosses } from "./losses.ts";
import { markOwnFrames, nameFrames } from "./own_frames.ts";
import { scrubEnvelope } from "./scrub_envelope.ts";
import { createScrubText } from "./scrub_text.ts";
import { createSentryTransport, mostWaiting } from "./transport.ts";

/** The folder of the program. */
const ownRoot = new URL("../../../", import.meta.url);

/**
 * Sentry's client for Deno, as this program needs it.
 *
 * Of the integrations that the SDK brings along, these stay out:
 *
 * - those that watch HTTP, both ways (`DenoHttp`, `DenoServe`), and breadcrumbs of `fetch` and of
 *   the console: the token is in each address of the Bot API, and calls of Telegram are told of by
 *   the port, with the method instead of the address;
 * - those for other databases and frameworks, and the tracer of OpenTelemetry: nothing here uses
 *   them, and the tracer would take the place of Deno's own;
 * - `Dedupe`, which drops an error that is like the one before: how often there was one is to be
 *   seen, and too many of them are held back elsewhere (error_ledger.ts);
 * - `ExtraErrorData`, and what a thrown object holds: Postgres quotes rows in `detail`;
 * - `RequestData` and the filters for browsers: there is nothing for them to do;
 * - `GlobalHandlers`, which waits for Sentry without end before a crash (watch_crashes.ts);
 * - `DenoCron`, which makes the start fail on this version of Deno.
 *
 * The asynchronous context of the SDK comes with the HTTP integrations. It is not needed: scopes are
 * handed over each time (work_scope.ts), so that nothing can be told of the wrong piece of work.
 */
export function createClient(options: SentryOptions): Sentry.DenoClient {
  const root = options.root ?? ownRoot;
  const scrubbers = {
    headers: createScrubText(createRedact(options.secrets)),
    payloads: createScrubText(createRedact([...options.secrets, findPublicKey(options.dsn)])),
  };
  const losses = createLosses({
    warn: (lost) => getLocalLog().warn("Sentry did not get all that it was told", { lost }),
    now: () => performance.now(),
    schedule: (run, milliseconds) => void setTimeout(run, milliseconds).unref(),
  });
  const client = Sentry.init({
    dsn: options.dsn,
    environment: options.environment,
    release: options.release,
    defaultIntegrations: [
      Sentry.linkedErrorsIntegration(),
      Sentry.denoContextIntegration(),
      markOwnFrames(root),
      Sentry.contextLinesIntegration(),
      nameFrames(root),
    ],
    skipOpenTelemetrySetup: true,
    sendDefaultPii: false,
    // There are no spans of the SDK that could be sent along; this says that it is meant so.
    tracePropagationTargets: [],
    enableLogs: true,
    // Losses are told of in the log.
    sendClientReports: false,
    transportOptions: { bufferSize: mostWaiting },
    transport: (transport) =>
      createSentryTransport(transport, {
        scrub: (envelope) => scrubEnvelope(envelope, scrubbers),
        lose: losses.record,
        fetch: options.fetch ?? fetch,
      }),
    beforeSendTransaction: withoutAddress,
    beforeSend(event) {
      // What the SDK writes down of a thrown object that is no error.
      delete event.extra;
      for (const exception of event.exception?.values ?? []) {
        exception.value = hideQuotes(exception.type ?? "", exception.value ?? "");
      }
      return withoutAddress(event);
    },
  });
  if (!(client instanceof Sentry.DenoClient)) throw new Error("Sentry's SDK made no client");
  return client;
}

/** The key by which Sentry knows a project; it stands where addresses have the user. */
export function findPublicKey(dsn: string): string {
  return URL.parse(dsn)?.username ?? "";
}

/**
 * Of platforms such as this one's Sentry would take the address that an event comes from for the
 * user's, as it is with browsers. Here it is the server's.
 */
function withoutAddress<E extends Sentry.Event>(event: E): E {
  event.sdk = { ...event.sdk, settings: { infer_ip: "never" } };
  return event;
}
