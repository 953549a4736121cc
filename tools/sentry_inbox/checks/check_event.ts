import type { SentryEvent } from "../items/event.ts";
import type { Envelope } from "../parse_envelope.ts";
import type { Complain } from "../read_items.ts";

/** As many as Sentry's SDKs send at most, and its pages show. */
const mostBreadcrumbs = 100;

/** What Sentry takes at the door and then drops or cuts: of an event. */
export function checkEvent(event: SentryEvent, envelope: Envelope, complain: Complain): void {
  checkHeader(event.event_id, envelope, complain);
  checkTags(event.tags, complain);
  const crumbs = event.breadcrumbs?.length ?? 0;
  if (crumbs > mostBreadcrumbs) complain(`${crumbs} breadcrumbs, more than ${mostBreadcrumbs}`);
  const said = event.message ?? event.logentry?.formatted ?? event.logentry?.message;
  if (!said && !event.exception?.values.length) complain("neither a message nor an exception");
}

/** The header names the event that is in the envelope. */
export function checkHeader(eventId: string, { header }: Envelope, complain: Complain): void {
  if (header["event_id"] === eventId) return;
  complain(`the envelope's event_id is ${header["event_id"] ?? "missing"}, the item's ${eventId}`);
}

/**
 * Tags that break Sentry's rules are dropped there with no word to the sender: keys of at most 200
 * of A-Z, a-z, 0-9, _, ., : and -; values of at most 200 characters and no line break.
 */
export function checkTags(tags: SentryEvent["tags"], complain: Complain): void {
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (!/^[\w.:-]{1,200}$/.test(key)) complain(`Sentry drops the tag ${JSON.stringify(key)}`);
    const text = String(value ?? "");
    if (text.length > 200 || text.includes("\n")) {
      complain(`Sentry drops the tag ${key}: its value`);
    }
    if (text === "") complain(`Sentry drops the tag ${key}: it is empty`);
  }
}
