import type { Case, Check, Looked } from "../case.ts";

type Breach = Looked["breaches"][number];

/**
 * The clock job looks once a minute; what is due for longer than two was forgotten.
 */
const tickMs = 2 * 60_000;

function createCheck(
  name: string,
  list: (one: Case) => { readonly looked: number; readonly left: readonly Breach[] },
): Check {
  return {
    name,
    look(one) {
      const { looked, left } = list(one);
      return { looked, breaches: left };
    },
  };
}

export const timers = createCheck(
  "no timer is stuck",
  ({ leftovers, now, slackMs, incidents }) => ({
    looked: leftovers.timers.length,
    left: leftovers.timers.filter(({ dueAt }) => now - dueAt > tickMs + slackMs).map((timer) => ({
      what: `${timer.kind} of incident ${timer.incidentId} is due since ${
        Math.round((now - timer.dueAt) / 1000)
      } s`,
      evidence: { timer, incident: incidents.get(timer.incidentId)?.row },
    })),
  }),
);

export const leases = createCheck("no lease is left", ({ leftovers, now }) => ({
  looked: leftovers.leases.length + leftovers.timers.length + leftovers.deliveries.length,
  left: [
    ...leftovers.leases.filter(({ until }) => until <= now).map((lease) => ({
      what: `${lease.holder} holds ${lease.name}, which is over`,
      evidence: lease,
    })),
    ...leftovers.timers.filter(({ leasedUntil }) => leasedUntil !== null).map((timer) => ({
      what: `${timer.kind} of incident ${timer.incidentId} is leased`,
      evidence: timer,
    })),
    ...leftovers.deliveries.filter(({ leasedUntil }) => leasedUntil !== null).map((delivery) => ({
      what: `a ${delivery.kind} for chat ${delivery.chatId} is leased`,
      evidence: delivery,
    })),
  ],
}));

/** What is not due yet and was never tried is a plan: an answer that goes away after some minutes. */
export const deliveries = createCheck("nothing is owed to Telegram", ({ leftovers, now }) => ({
  looked: leftovers.deliveries.length,
  left: leftovers.deliveries.filter(({ abandoned, dueAt, attempts }) =>
    abandoned || dueAt <= now || attempts > 0
  ).map((delivery) => ({
    what: `a ${delivery.kind} for chat ${delivery.chatId} ${
      delivery.abandoned ? "was given up" : "is owed"
    }: ${delivery.error ?? "never tried"}`,
    evidence: delivery,
  })),
}));

export const updates = createCheck(
  "no update waits, or was set aside",
  ({ leftovers, pendingUpdates }) => ({
    looked: leftovers.inbox.length + leftovers.failedUpdates.length + pendingUpdates.length,
    left: [
      ...leftovers.inbox.map((update) => ({
        what: `update ${update.updateId} waits in the inbox`,
        evidence: update,
      })),
      ...leftovers.failedUpdates.map((update) => ({
        what: `update ${update.updateId} ${update.setAside ? "was set aside" : "failed"}: ${
          update.error.split("\n", 1)[0]
        }`,
        evidence: update,
      })),
      ...pendingUpdates.map((update) => ({
        what: "Telegram still has an update",
        evidence: update,
      })),
    ],
  }),
);
