/** Tells open pages that something came, by server-sent events. */
import type { SentryInbox } from "../control.ts";

const encoder = new TextEncoder();
const changed = encoder.encode("event: changed\ndata: {}\n\n");

/** A busy program sends many envelopes a second; nobody reads faster than this. */
const shortestPauseMs = 250;

/** A stream that says `changed` when the page should look again: at once, then not too often. */
export function createLiveStream(
  inbox: Pick<SentryInbox, "subscribe">,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let unsubscribe: () => void = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      let again = false;
      const send = () => {
        again = false;
        controller.enqueue(changed);
        timer = setTimeout(() => {
          timer = undefined;
          if (again) send();
        }, shortestPauseMs);
      };
      // An event at once, so that a page that was cut off looks again when it is back.
      send();
      unsubscribe = inbox.subscribe(() => {
        again = true;
        if (timer === undefined) send();
      });
    },
    cancel() {
      unsubscribe();
      clearTimeout(timer);
    },
  });
}
