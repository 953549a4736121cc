import * as v from "valibot";
import type { Profile } from "../items/profile.ts";
import { type Transaction, transaction } from "../items/transaction.ts";
import type { Envelope } from "../parse_envelope.ts";
import type { Complain } from "../read_items.ts";

/** Sentry refuses longer ones. */
const longestNs = 30e9;
/** Clocks of the two are read one after the other. */
const slackNs = 5e6;

/**
 * What Sentry's relay holds a profile of version 1 to: it comes in its transaction's envelope, its
 * indexes lead somewhere, a thread has at least two samples, and it is no longer than 30 seconds.
 * And what its pages need: samples in order, inside of the transaction.
 */
export function checkProfile(item: Profile, envelope: Envelope, complain: Complain): void {
  const { samples, stacks, frames, thread_metadata: threads } = item.profile;
  const owner = findTransaction(envelope);
  if (owner === null) complain("its transaction is not in the same envelope");
  else checkOwner(item, owner, complain);
  if (samples.some(({ stack_id }) => stack_id >= stacks.length)) {
    complain("a sample names a stack that is not there");
  }
  if (stacks.some((stack) => stack.some((frame) => frame >= frames.length))) {
    complain("a stack names a frame that is not there");
  }
  const active = samples.filter(({ thread_id }) => thread_id === item.transaction.active_thread_id);
  if (active.length < 2) complain("fewer than two samples of the active thread");
  if (
    samples.some((s, i) => s.elapsed_since_start_ns < (samples[i - 1]?.elapsed_since_start_ns ?? 0))
  ) {
    complain("its samples are not in order");
  }
  const last = samples.at(-1)?.elapsed_since_start_ns ?? 0;
  if (last > longestNs) complain("longer than 30 seconds");
  for (const thread of new Set(samples.map(({ thread_id }) => thread_id))) {
    if (!threads?.[thread]?.name) complain(`thread ${thread} has no name`);
  }
}

function checkOwner(item: Profile, owner: Transaction, complain: Complain): void {
  const { id, trace_id: traceId } = item.transaction;
  if (id !== owner.event_id) complain("it names another transaction than the envelope's");
  if (traceId !== owner.contexts.trace.trace_id) complain("it names another trace");
  const startsBefore = (owner.start_timestamp - item.timestamp) * 1e9;
  const lastNs = item.profile.samples.at(-1)?.elapsed_since_start_ns ?? 0;
  const endsAfter = lastNs - (owner.timestamp - item.timestamp) * 1e9;
  // The profile's own start has milliseconds only.
  if (startsBefore > slackNs) complain("it starts before its transaction");
  if (endsAfter > slackNs) complain("it has samples from after its transaction's end");
}

function findTransaction(envelope: Envelope): Transaction | null {
  for (const { type, payload } of envelope.items) {
    if (type !== "transaction") continue;
    try {
      const parsed = v.safeParse(transaction, JSON.parse(new TextDecoder().decode(payload)));
      if (parsed.success) return parsed.output;
    } catch {
      // Said already, of the transaction itself.
    }
  }
  return null;
}
