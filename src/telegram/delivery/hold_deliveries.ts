import type { ClaimedDelivery } from "../../desk/ports.ts";
import type { DeliveryId } from "../../people/ids.ts";
import type { WorkerTools } from "./delivery_tools.ts";
import type { Timers } from "./timers.ts";
import { captureFault } from "./watch_delivery.ts";

/** What a worker has in hand, held on to for as long as it lives and reaches the database. */
export interface HeldDeliveries {
  /** @param since when the lease was asked for, by the timers' clock */
  add(deliveries: readonly ClaimedDelivery[], since: number): void;
  /** Whether no other replica can have it. */
  has(delivery: ClaimedDelivery): boolean;
  /** It is settled, or left to others. */
  drop(delivery: ClaimedDelivery): void;
}

/** What a killed replica had in hand is free within so long: less than the 15 s that are promised. */
export const leaseSeconds = 10;
const renewMs = 3_000;
/** Given up by its holder so long before its end. */
const marginMs = 2_000;
/** One that never ends must not keep its chat for ever: its calls take 15 seconds each at most. */
const longestHoldMs = 180_000;

/** Renews all leases by one statement, every few seconds while there are any. */
export function createHeldDeliveries(
  tools: Pick<WorkerTools, "store" | "telemetry" | "isOutage">,
  timers: Timers,
): HeldDeliveries {
  const { store } = tools;
  const held = new Map<DeliveryId, Hold>();
  let callOff = () => {};
  let waiting = false;

  function renewLater(): void {
    if (waiting || held.size === 0) return;
    waiting = true;
    const cancel = timers.set(renewMs, () => {
      callOff = () => {};
      void renew();
    });
    callOff = () => {
      cancel();
      waiting = false;
    };
  }

  async function renew(): Promise<void> {
    const began = timers.now();
    const asked = [...held].filter(([_, { endsAt }]) => began < endsAt);
    try {
      const deliveries = asked.map(([_, { delivery }]) => delivery);
      const kept = await store.database.transaction((tx) =>
        store.deliveries.renew(tx, deliveries, leaseSeconds)
      );
      for (const [id, hold] of asked) {
        if (kept.includes(id)) hold.until = Math.min(hold.endsAt, endOf(began));
        else if (held.get(id) === hold) held.delete(id);
      }
    } catch (error) {
      captureFault(tools, error);
    }
    waiting = false;
    renewLater();
  }

  return {
    add(deliveries, since) {
      for (const delivery of deliveries) {
        const hold = { delivery, until: endOf(since), endsAt: since + longestHoldMs };
        held.set(delivery.id, hold);
      }
      renewLater();
    },

    has({ id, attempt }) {
      const hold = held.get(id);
      return hold?.delivery.attempt === attempt && timers.now() < hold.until;
    },

    drop({ id, attempt }) {
      if (held.get(id)?.delivery.attempt === attempt) held.delete(id);
      if (held.size === 0) callOff();
    },
  };
}

interface Hold {
  readonly delivery: ClaimedDelivery;
  /** By the timers' clock. */
  until: number;
  readonly endsAt: number;
}

function endOf(since: number): number {
  return since + leaseSeconds * 1000 - marginMs;
}
