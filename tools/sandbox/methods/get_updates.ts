import * as v from "valibot";
import { BotApiError } from "../bot_api_error.ts";
import { integer, json, optional } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

const MAX_BATCH = 100;
const MAX_WAIT_SECONDS = 50;

export const getUpdates = createMethod({
  name: "getUpdates",
  parameters: {
    offset: optional(integer),
    limit: optional(v.pipe(integer, v.minValue(1), v.maxValue(MAX_BATCH))),
    timeout: optional(v.pipe(integer, v.minValue(0))),
    allowed_updates: optional(json(v.array(v.string()))),
  },
  async run({ world, bot, pollers, webhooks }, parameters) {
    const { offset = 0, limit = MAX_BATCH, timeout = 0, allowed_updates: allowed } = parameters;
    const { personId } = bot;
    if (webhooks.find(personId) !== undefined) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the " +
          "webhook first",
      );
    }
    pollers.displace(personId);
    if (allowed !== undefined) world.updates.allow(personId, allowed);
    world.updates.confirmBefore(personId, offset);
    if (world.updates.list(personId).length === 0 && timeout > 0) {
      const end = await pollers.wait(personId, Math.min(timeout, MAX_WAIT_SECONDS));
      if (end === "conflict") {
        throw conflict(
          "terminated by other getUpdates request; make sure that only one bot instance is running",
        );
      }
      // Nobody is there any more to hand an update to.
      if (end === "gone") return [];
    }
    const batch = world.updates.list(personId).slice(0, limit);
    for (const entry of batch) entry.handedOut = true;
    return batch.map(({ update }) => update);
  },
});

function conflict(problem: string): BotApiError {
  return new BotApiError(409, `Conflict: ${problem}`);
}
