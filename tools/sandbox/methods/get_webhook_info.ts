import { createMethod } from "./create_method.ts";

export const getWebhookInfo = createMethod({
  name: "getWebhookInfo",
  parameters: {},
  run({ world, bot, webhooks }) {
    const webhook = webhooks.find(bot.personId);
    const allowed = world.updates.allowed(bot.personId);
    return {
      url: webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: world.updates.list(bot.personId).length,
      ...(webhook === undefined ? {} : { max_connections: webhook.maxConnections }),
      ...(webhook?.lastErrorDate === undefined ? {} : {
        last_error_date: webhook.lastErrorDate,
        last_error_message: webhook.lastErrorMessage,
      }),
      ...(allowed === undefined ? {} : { allowed_updates: allowed }),
    };
  },
});
