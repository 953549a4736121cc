/** Tells open pages that something changed, by server-sent events. */
import type { Sandbox } from "../control.ts";
import type { WorldChange } from "../world.ts";

const encoder = new TextEncoder();

/**
 * A stream that says `changed` when the page should look again, and `typing` when somebody types.
 * Several changes at once are one event; what changed is not said, since the page renders anew.
 */
export function createLiveStream(sandbox: Pick<Sandbox, "subscribe">): ReadableStream<Uint8Array> {
  let unsubscribe: () => void = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let waiting = false;
      const send = (event: string, data: unknown) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      // an event at once, so that a page that was cut off looks again when it is back
      send("changed", {});
      unsubscribe = sandbox.subscribe((change) => {
        if (change.kind === "typing") {
          send("typing", { chatId: change.chatId, personId: change.personId });
        }
        if (waiting || !isVisible(change)) return;
        waiting = true;
        queueMicrotask(() => {
          waiting = false;
          send("changed", {});
        });
      });
    },
    cancel() {
      unsubscribe();
    },
  });
}

/** Calls and updates are the bot's side of things; nothing on the page shows them. */
function isVisible(change: WorldChange): boolean {
  switch (change.kind) {
    case "message":
    case "chat":
    case "member":
    case "person":
    case "settings":
    case "time":
      return true;
    case "typing":
    case "callback":
    case "update":
    case "call":
      return false;
  }
}
