import { flag, optional } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

export const deleteWebhook = createMethod({
  name: "deleteWebhook",
  parameters: { drop_pending_updates: optional(flag) },
  run({ world, bot, webhooks }, parameters) {
    webhooks.remove(bot.personId);
    if (parameters.drop_pending_updates === true) world.updates.clear(bot.personId);
    return true;
  },
});
