import type * as Sentry from "@sentry/deno";
import { findPlace } from "../profiler/describe_frame.ts";

/** What hands work on to be watched: it is in every stack, and never what has gone wrong. */
const watching = "src/observability/";

/**
 * Says which frames are ours. The SDK knows `node_modules` alone, and would take each package in
 * Deno's cache for ours too. It must come before the lines of source are read, as they are read of
 * frames of ours only.
 */
export function markOwnFrames(root: URL) {
  return {
    name: "MarkOwnFrames",
    processEvent: (event: Sentry.Event) =>
      changeFrames(event, (frame) => {
        const { path, isOwn } = findPlace(toUrl(frame.filename ?? ""), root);
        frame.in_app = isOwn && !path.startsWith(watching);
      }),
  };
}

/** Says where a frame is by what does not depend on the machine; after its source was read. */
export function nameFrames(root: URL) {
  return {
    name: "NameFrames",
    processEvent: (event: Sentry.Event) =>
      changeFrames(event, (frame) => {
        if (frame.filename === undefined) return;
        const { path } = findPlace(toUrl(frame.filename), root);
        frame.filename = path;
        delete frame.module;
      }),
  };
}

function changeFrames(event: Sentry.Event, change: (frame: Sentry.StackFrame) => void) {
  for (const { stacktrace } of event.exception?.values ?? []) stacktrace?.frames?.forEach(change);
  return event;
}

/** The SDK's parser leaves out `file://`. */
function toUrl(filename: string): string {
  return filename.startsWith("/") ? new URL(`file://${filename}`).href : filename;
}
